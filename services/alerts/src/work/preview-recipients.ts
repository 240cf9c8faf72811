import {
  canonicalBytes,
  compartments,
  purposes,
  ServiceError,
  sha256Hex,
  type Compartment,
  type RecipientsPreview,
} from '@crosswatch/protocol'
import type { Executor } from '@crosswatch/database'
import type { RecipientDecision } from '@crosswatch/policy'
import type { Officer } from '@crosswatch/service-kit'
import { actOf, type AlertsContext } from '../context.ts'
import {
  confirmationDigest,
  previewOf,
  recipientsOf,
  type ConfirmedRecipient,
  type RecipientsSetting,
} from '../domain/recipients.ts'
import { readAlert, readDraft } from '../store/alerts.ts'
import { categoriesOf, readImport, type ImportRow } from '../store/imports.ts'
import { openDraft } from '../store/sealed.ts'
import { recipientsSetting } from './issue.ts'

/**
 * Who would get a change if it were approved now, and what each would see of it. The look is recorded before it is returned.
 *
 * @throws {ServiceError} `not-found`, `wrong-state` where nothing waits
 */
export async function previewRecipients(
  context: AlertsContext,
  officer: Officer,
  id: string,
): Promise<RecipientsPreview> {
  const { db } = context.connection
  const row = await readAlert(db, id)
  const change = await readDraft(db, id)
  if (change === undefined) throw new ServiceError('wrong-state', { detail: `the alert is ${row.state}` })
  const draft = openDraft(context.storageKey, change)
  const setting = await recipientsSetting(context, db)
  const recipients = recipientsOf(setting, row, draft)
  const alerts = [{ alert: id, version: row.version, issuer: row.issuer, compartments: [] }]
  await context.accessLog.append(db, [actOf(officer, 'alert.preview', { alerts })])
  return {
    digest: confirmationDigest(row, change, recipients, setting.agreements),
    recipients: recipients.map((recipient) => previewOf(recipient, draft)),
    others: othersThan(context, recipients),
  }
}

/**
 * The same for a list: at most what each jurisdiction may open of any of its rows. What the rows hold is not looked at.
 *
 * @throws {ServiceError} `not-found`
 */
export async function previewImport(
  context: AlertsContext,
  officer: Officer,
  id: string,
): Promise<RecipientsPreview> {
  const { db } = context.connection
  const row = await readImport(db, id)
  const { decided, digest } = await importRecipients(context, db, row)
  await context.accessLog.append(db, [actOf(officer, 'alert.preview', { count: row.drafted })])
  return {
    digest,
    recipients: decided.map(({ jurisdiction, compartments: names, policies }) => ({
      jurisdiction,
      compartments: names.map((name) => ({ name, fields: [] })),
      policies: [...policies],
    })),
    others: othersThan(context, decided),
  }
}

/** What an approval of a list confirms, if its digest is that of what holds now. @throws {ServiceError} `recipients-changed` */
export async function confirmImport(
  context: AlertsContext,
  tx: Executor,
  row: ImportRow,
  digest: string,
): Promise<ConfirmedRecipient[]> {
  const now = await importRecipients(context, tx, row)
  if (now.digest !== digest) throw new ServiceError('recipients-changed', { detail: `import ${row.id}` })
  return now.decided.map(({ jurisdiction, compartments: names }) => ({
    jurisdiction,
    compartments: [...names],
  }))
}

async function importRecipients(context: AlertsContext, db: Executor, row: ImportRow) {
  const setting = await recipientsSetting(context, db)
  const { issuer, policies, agreements, at } = setting
  const granted = (await categoriesOf(db, row.id)).flatMap((category) =>
    policies.decideRecipients({ issuer, category, compartments, purposes }, agreements, at.toISOString()),
  )
  const decided = [...Map.groupBy(granted, ({ jurisdiction }) => jurisdiction).entries()]
    .map(([jurisdiction, grants]) => ({
      jurisdiction,
      compartments: compartments.filter((name) => grants.some((grant) => grant.compartments.includes(name))),
      policies: [...new Set(grants.flatMap((grant) => grant.policies))],
    }))
    .toSorted((a, b) => (a.jurisdiction < b.jurisdiction ? -1 : 1))
  return { decided, digest: importDigest(row, decided, setting) }
}

function importDigest(
  { id, drafted }: ImportRow,
  decided: readonly RecipientDecision[],
  { agreements }: RecipientsSetting,
): string {
  const said: { jurisdiction: string; compartments: Compartment[] }[] = decided.map(
    ({ jurisdiction, compartments: names }) => ({ jurisdiction, compartments: [...names] }),
  )
  const terms = agreements.map((agreement) => sha256Hex(canonicalBytes({ ...agreement }))).toSorted()
  return sha256Hex(canonicalBytes({ import: id, drafted, recipients: said, agreements: terms }))
}

function othersThan({ partners }: AlertsContext, recipients: readonly RecipientDecision[]): string[] {
  return partners.filter((code) => !recipients.some(({ jurisdiction }) => jurisdiction === code)).toSorted()
}
