import { fileURLToPath } from 'node:url'
import {
  closeCompartment,
  commitCompartment,
  markPerson,
  type StorageKey,
  type TravelFacts,
} from '@crosswatch/crypto'
import { migrate, type Connection, type Executor } from '@crosswatch/database'
import {
  alertDocument,
  categoryRules,
  compartmentDocuments,
  newUuid,
  sha256Hex,
  splitIdentity,
  toBase64,
  utf8,
  type AlertCore,
  type OpenedContents,
} from '@crosswatch/protocol'
import { sql } from 'drizzle-orm'

/** An alert in force, about somebody invented. */
export function anAlert(contents: OpenedContents, change: Partial<AlertCore> = {}) {
  const category = change.category ?? 'inquiry-check'
  const core: AlertCore = {
    v: 1,
    id: newUuid(),
    version: 1,
    issuer: 'XB',
    authority: 'Labour Inspectorate of XB',
    category,
    action: categoryRules[category].action,
    mode: 'actual',
    grade: { source: 'B', information: 2 },
    handling: { tlp: 'AMBER', onwardUse: 'ask-first' },
    purposes: ['border-check', 'labour-inspection', 'licensing-check', 'job-offer-check'],
    issuedAt: '2026-03-01T12:00:00.000Z',
    validFrom: '2026-03-01T12:00:00.000Z',
    validUntil: '2027-03-01T12:00:00.000Z',
    reviewBy: '2027-02-01T12:00:00.000Z',
    cautions: [],
    links: [],
    adequacy: {
      statement: 'Several workers were sent home unpaid.',
      drafter: 'officer-1',
      approver: 'officer-2',
    },
    compartments: {},
    ...change,
  }
  return { core, contents }
}

export type TestAlert = ReturnType<typeof anAlert>

export const grounds = {
  codes: [
    { list: 'ilo-forced-labour' as const, code: 'deception' },
    { list: 'ilo-forced-labour' as const, code: 'debt-bondage' },
  ],
  legalBasis: 'Recruitment Act, section 12',
}

const migrations = fileURLToPath(new URL('../../../alerts/drizzle', import.meta.url))

/** The tables of the alerts service, with its own function in front of them. */
export function alertsOf(connection: Connection, url: string, storageKey: StorageKey) {
  const { db } = connection
  return {
    async prepare() {
      await migrate({ url, folder: migrations, schema: 'alerts' })
    },
    /** Puts alerts in force, or changes them, and says so unless told to keep quiet. */
    async list(alerts: readonly TestAlert[], { quietly = false } = {}) {
      await connection.transaction(async (tx) => {
        for (const alert of alerts) await write(tx, rowOf(storageKey, alert))
        if (!quietly) await tx.execute(sql`select pg_notify('alerts_change', '')`)
      })
    },
    async withdraw({ core: { id } }: TestAlert) {
      await db.execute(sql`
        update alerts.alert set change = nextval('alerts.change_seq'), state = 'withdrawn', core = null, core_key = null
        where id = ${id}`)
      await db.execute(sql`select pg_notify('alerts_change', '')`)
    },
    /** Says that an alert is flagged here, contested or blocked, or neither. */
    async stand({ core: { id } }: TestAlert, flagged: boolean, contest: 'contested' | 'blocked' | null) {
      await db.execute(sql`
        update alerts.alert set change = nextval('alerts.change_seq'), flagged = ${flagged}, contest = ${contest}
        where id = ${id}`)
      await db.execute(sql`select pg_notify('alerts_change', '')`)
    },
    /** Puts a clearance in force that the issuer of an alert decided: of who carries this, and is born on that day. @returns its id */
    async clear({ core: { id: alert }, contents }: TestAlert, facts: TravelFacts, until: string) {
      const id = newUuid()
      const identity = sha256Hex(
        compartmentDocuments.identity.encode(
          splitIdentity(contents.identity ?? { subject: 'person', names: [] }).identity,
        ),
      )
      const mark = { ...markPerson(facts), identity }
      const { box, key } = storageKey.seal(utf8(JSON.stringify(mark)), `clearance ${id}`)
      await db.execute(sql`
        insert into alerts.clearance (id, alert, version, issuer, state, mark, mark_key, since, valid_until, decided_at)
        values (${id}, ${alert}, 1, 'XB', 'standing', ${sql.param(box)}, ${sql.param(key)}, '2026-03-10T08:00:00Z', ${until},
          '2026-03-10T08:00:00Z')`)
      return id
    },
    async endClearance(id: string, at: string) {
      await db.execute(sql`
        update alerts.clearance set state = 'ended', mark = null, mark_key = null, ended_at = ${at} where id = ${id}`)
    },
    /** Spoils one column of an alert, as a bad disk or a bad neighbour does. */
    async spoil({ core: { id } }: TestAlert, column: 'core' | 'core_key' | 'compartments') {
      const spoiled = column === 'compartments' ? sql`'"nothing"'::jsonb` : sql`'\\x00'::bytea`
      await db.execute(sql`
        update alerts.alert set change = nextval('alerts.change_seq'), ${sql.raw(column)} = ${spoiled} where id = ${id}`)
      await db.execute(sql`select pg_notify('alerts_change', '')`)
    },
  }
}

function rowOf(storageKey: StorageKey, { core: given, contents }: TestAlert) {
  const { posting, grounds: why, evidence } = contents
  const { identity, contacts } = contents.identity ? splitIdentity(contents.identity) : {}
  const committed = [
    contacts && commitCompartment('contacts', compartmentDocuments.contacts.encode(contacts)),
    identity && commitCompartment('identity', compartmentDocuments.identity.encode(identity)),
    posting && commitCompartment('posting', compartmentDocuments.posting.encode(posting)),
    why && commitCompartment('grounds', compartmentDocuments.grounds.encode(why)),
    evidence && commitCompartment('evidence', compartmentDocuments.evidence.encode(evidence)),
  ].filter((compartment) => compartment !== undefined)
  const commitments = Object.fromEntries(committed.map(({ name, commitment }) => [name, commitment]))
  const core = { ...given, compartments: commitments }
  const bytes = alertDocument.encode(core)
  const { id, version } = core
  const compartments = committed.map((compartment) => {
    const { name, box, key } = closeCompartment(compartment, bytes)
    const wrapped = storageKey.wrap(key, `compartment ${id} ${name}`)
    return { name, box: toBase64(box), key: toBase64(wrapped) }
  })
  return { core, compartments, ...storageKey.seal(bytes, `alert ${id} ${version}`) }
}

async function write(tx: Executor, row: ReturnType<typeof rowOf>) {
  const { id, version, issuer, category, action, mode, validUntil, reviewBy } = row.core
  await tx.execute(sql`
    insert into alerts.alert (change, id, issuer, origin, version, state, category, action, mode, valid_until, review_by,
      core, core_key, compartments, recipients)
    values (nextval('alerts.change_seq'), ${id}, ${issuer}, 'received', ${version}, 'active', ${category}, ${action},
      ${mode}, ${validUntil}, ${reviewBy}, ${sql.param(row.box)}, ${sql.param(row.key)},
      ${JSON.stringify(row.compartments)}::jsonb, '[]')
    on conflict (id) do update set change = excluded.change, issuer = excluded.issuer, version = excluded.version,
      state = excluded.state, core = excluded.core, core_key = excluded.core_key, compartments = excluded.compartments`)
}
