import { createMatchIndex, type MatchIndex } from '@crosswatch/matching'
import type { AccessDecision } from '@crosswatch/policy'
import type { Identity, Licence, LicenceCheck, Register, RegisterList } from '@crosswatch/protocol'
import type { Officer } from '@crosswatch/service-kit'
import { actOf, type AlertsContext } from '../context.ts'
import { lockOwn } from '../store/alerts.ts'
import { listRegisters, putRegister, readLicences } from '../store/licences.ts'
import { openDraft } from '../store/sealed.ts'

type Allowed = Pick<AccessDecision, 'policies'>

/** Licences that a check shows. */
const shown = 10

/** Takes in a register of licences, in the place of what was imported under its name before. */
export async function importRegister(
  context: AlertsContext,
  officer: Officer,
  { policies }: Allowed,
  name: string,
  licences: readonly Licence[],
): Promise<void> {
  const { storageKey, clock } = context
  await context.connection.transaction(async (tx) => {
    await putRegister(tx, storageKey, { name, licences, by: officer.id, at: clock() })
    await context.accessLog.append(tx, [
      actOf(officer, 'licence.import', { count: licences.length, reason: name, policies: [...policies] }),
    ])
  })
}

/** The registers that are here. */
export async function showRegisters(
  context: AlertsContext,
  officer: Officer,
  { policies }: Allowed,
): Promise<RegisterList> {
  const { db } = context.connection
  const registers = await listRegisters(db)
  await context.accessLog.append(db, [
    actOf(officer, 'licence.list', { count: registers.length, policies: [...policies] }),
  ])
  return { registers }
}

/** Registers ready to be searched: made once for each import. */
export type LicenceIndex = (context: AlertsContext, register: Register) => Promise<SearchableRegister>

interface SearchableRegister {
  readonly licences: readonly Licence[]
  readonly index: MatchIndex
}

export function createLicenceIndex(): LicenceIndex {
  const made = new Map<string, { readonly of: Register; readonly ready: Promise<SearchableRegister> }>()
  return ({ connection, storageKey }, register) => {
    const known = made.get(register.register)
    if (known?.of.importedAt === register.importedAt) return known.ready
    const ready = readLicences(connection.db, storageKey, register.register).then(searchable)
    made.set(register.register, { of: register, ready })
    // What could not be read is asked for again.
    ready.catch(() => made.delete(register.register))
    return ready
  }
}

function searchable(licences: readonly Licence[]): SearchableRegister {
  const index = createMatchIndex()
  for (const [at, { name, number }] of licences.entries()) {
    index.upsert(String(at), {
      subject: 'organisation',
      names: [{ full: name, kind: 'primary' }],
      registrations: [{ kind: 'licence', number }],
    })
  }
  return { licences, index }
}

/**
 * Which licences the subject of an own alert may hold: by the name of an agency, and by a licence number whoever it is. The look
 * is recorded before anything is returned.
 *
 * @throws {ServiceError} `not-found`
 */
export async function checkLicences(
  context: AlertsContext,
  officer: Officer,
  { policies }: Allowed,
  indexOf: LicenceIndex,
  id: string,
): Promise<LicenceCheck> {
  const { connection, storageKey } = context
  const { row, change } = await connection.transaction((tx) => lockOwn(tx, id))
  const identity = change === undefined ? undefined : openDraft(storageKey, change).identity
  const registers = await listRegisters(connection.db)
  const found = await Promise.all(
    registers.map(async (register) => {
      const { licences, index } = await indexOf(context, register)
      return search(index, identity).flatMap(({ key, score }) => {
        const licence = licences[Number(key)]
        return licence === undefined ? [] : [{ register: register.register, licence, score }]
      })
    }),
  )
  const matches = found.flat().toSorted((a, b) => b.score - a.score)
  const { version, issuer } = row
  await context.accessLog.append(connection.db, [
    actOf(officer, 'licence.check', {
      alerts: [{ alert: id, version, issuer, compartments: [] }],
      count: matches.length,
      policies: [...policies],
    }),
  ])
  return { registers, licences: matches.slice(0, shown) }
}

function search(index: MatchIndex, identity: Identity | undefined) {
  if (identity === undefined) return []
  const { subject, names, registrations = [] } = identity
  const [name, ...otherNames] = subject === 'organisation' ? names.map(({ full }) => full) : []
  return index.search(
    {
      subject: 'organisation',
      ...(name !== undefined && { name, otherNames: otherNames.slice(0, 5) }),
      registrations: registrations.slice(0, 5),
    },
    { limit: shown },
  )
}
