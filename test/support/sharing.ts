import { setTimeout as delay } from 'node:timers/promises'
import type { Federation } from '@crosswatch/infra'
import type {
  AgreementDraft,
  AgreementView,
  AlertDraft,
  ImportRowsResult,
  ImportStatus,
  RecipientsPreview,
} from '@crosswatch/protocol'
import { fullAgreement } from './drafts.ts'
import { officerOf, type TestOfficer } from './officers.ts'

/** The officers of one jurisdiction. */
export interface Staff {
  readonly analyst: TestOfficer
  readonly supervisor: TestOfficer
  readonly border: TestOfficer
  readonly liaison: TestOfficer
  readonly protection: TestOfficer
  readonly auditor: TestOfficer
  readonly admin: TestOfficer
}

export async function staffOf({ description }: Federation, jurisdiction: string): Promise<Staff> {
  const code = jurisdiction.toLowerCase()
  return {
    analyst: await officerOf(description, jurisdiction, `${code}-analyst`, 'analyst'),
    supervisor: await officerOf(description, jurisdiction, `${code}-supervisor`, 'supervisor'),
    border: await officerOf(description, jurisdiction, `${code}-border`, 'border-officer'),
    liaison: await officerOf(description, jurisdiction, `${code}-liaison`, 'liaison-officer'),
    protection: await officerOf(description, jurisdiction, `${code}-protection`, 'protection-officer'),
    auditor: await officerOf(description, jurisdiction, `${code}-auditor`, 'auditor'),
    admin: await officerOf(description, jurisdiction, `${code}-admin`, 'administrator'),
  }
}

/** Puts an agreement that covers everything in force among these jurisdictions: drafted by the first, signed by each. */
export async function agreeAmong(parties: Readonly<Record<string, Staff>>): Promise<string> {
  return agreeOn(fullAgreement(...Object.keys(parties)), parties)
}

/** Puts an agreement in force among its parties: drafted by the first, signed by each. */
export async function agreeOn(
  draft: AgreementDraft,
  parties: Readonly<Record<string, Staff>>,
): Promise<string> {
  const staffs = Object.values(parties)
  const [first, ...others] = staffs
  if (first === undefined) throw new RangeError('an agreement has parties')
  const { digest } = await first.admin.expect<AgreementView>('alerts', 'POST', '/v1/agreements', draft)
  const path = `/v1/agreements/${digest}`
  await first.supervisor.expect('alerts', 'POST', `${path}/sign`)
  for (const { admin, supervisor } of others) {
    await until('the draft', async () => (await admin.call('alerts', 'GET', path)).status === 200)
    await admin.expect('alerts', 'POST', `${path}/endorse`)
    await supervisor.expect('alerts', 'POST', `${path}/sign`)
  }
  for (const { admin } of staffs) {
    await until('the agreement in force', async () => {
      const { state } = await admin.expect<AgreementView>('alerts', 'GET', path)
      return state === 'in-force'
    })
  }
  return digest
}

/** Drafts, submits and approves one alert, and returns its id. */
export async function issue({ analyst, supervisor }: Staff, draft: AlertDraft): Promise<string> {
  const { id } = await analyst.expect<{ id: string }>('alerts', 'POST', '/v1/alerts', draft)
  await analyst.expect('alerts', 'POST', `/v1/alerts/${id}/submit`)
  await approve(supervisor, `/v1/alerts/${id}`)
  return id
}

/** Looks at who would get an alert or a list, and confirms exactly that. */
export async function approve(supervisor: TestOfficer, path: string): Promise<void> {
  const { digest } = await supervisor.expect<RecipientsPreview>('alerts', 'GET', `${path}/recipients`)
  await supervisor.expect('alerts', 'POST', `${path}/approve`, { recipients: digest })
}

/** Drafts a list and has it approved; it may not be issued to the end yet. */
export async function importList(
  { analyst, supervisor }: Staff,
  source: string,
  rows: readonly { readonly ref: string; readonly draft: AlertDraft }[],
): Promise<{ readonly id: string; readonly refused: number }> {
  const { id } = await analyst.expect<ImportStatus>('alerts', 'POST', '/v1/imports', {
    source,
    complete: false,
  })
  const chunks: (typeof rows)[] = []
  for (let i = 0; i < rows.length; i += 250) chunks.push(rows.slice(i, i + 250))
  let refused = 0
  const send = async () => {
    for (let chunk = chunks.shift(); chunk !== undefined; chunk = chunks.shift()) {
      const result = await analyst.expect<ImportRowsResult>('alerts', 'POST', `/v1/imports/${id}/rows`, {
        rows: chunk,
      })
      refused += result.refused.length
    }
  }
  await Promise.all([send(), send()])
  await analyst.expect('alerts', 'POST', `/v1/imports/${id}/submit`)
  await approve(supervisor, `/v1/imports/${id}`)
  return { id, refused }
}

/** Waits until something holds, asking again and again. */
export async function until(
  what: string,
  holds: () => Promise<boolean>,
  { timeoutMs = 120_000, everyMs = 50 }: { readonly timeoutMs?: number; readonly everyMs?: number } = {},
): Promise<void> {
  const deadline = Date.now() + timeoutMs
  for (;;) {
    if (await holds().catch(() => false)) return
    if (Date.now() > deadline) throw new Error(`not within ${timeoutMs / 1000} s: ${what}`)
    await delay(everyMs)
  }
}

export async function listedAt({ analyst }: Staff): Promise<number> {
  const { alerts } = await analyst.expect<{ alerts: number }>('watchlist', 'GET', '/v1/status')
  return alerts
}
