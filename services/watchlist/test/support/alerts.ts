import { closeCompartment, commitCompartment, type StorageKey } from '@crosswatch/crypto'
import type { Connection, Executor } from '@crosswatch/database'
import {
  alertDocument,
  categoryRules,
  compartmentDocuments,
  newUuid,
  toBase64,
  type AlertCore,
  type CompartmentContents,
} from '@crosswatch/protocol'
import { sql } from 'drizzle-orm'

/** What a test says about an alert; the rest is the same for all of them. */
export type AlertChange = Partial<AlertCore> & { readonly contents?: CompartmentContents }

/** An alert in force, about somebody invented. */
export function anAlert(contents: CompartmentContents, change: Partial<AlertCore> = {}) {
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

/** The alerts service as far as the watchlist sees it: the function that its role may call. */
export function alertsOf(connection: Connection, storageKey: StorageKey) {
  const { db } = connection
  return {
    async prepare() {
      await db.execute(sql.raw(changesAfter))
    },
    /** Puts alerts in force, or changes them, and says so unless told to keep quiet. */
    async list(alerts: readonly TestAlert[], { quietly = false } = {}) {
      await connection.transaction(async (tx) => {
        for (const alert of alerts) await write(tx, row(storageKey, alert))
        if (!quietly) await tx.execute(sql`select pg_notify('alerts_change', '')`)
      })
    },
    async withdraw({ core: { id } }: TestAlert) {
      await db.execute(sql`
        update alerts.test set seq = nextval('alerts.test_seq'), state = 'withdrawn', core = null, core_key = null
        where id = ${id}`)
      await db.execute(sql`select pg_notify('alerts_change', '')`)
    },
    /** Spoils one column of an alert, as a bad disk or a bad neighbour does. */
    async spoil({ core: { id } }: TestAlert, column: 'core' | 'core_key' | 'compartments') {
      const spoiled = column === 'compartments' ? sql`'"nothing"'::jsonb` : sql`'\\x00'::bytea`
      await db.execute(sql`
        update alerts.test set seq = nextval('alerts.test_seq'), ${sql.raw(column)} = ${spoiled} where id = ${id}`)
      await db.execute(sql`select pg_notify('alerts_change', '')`)
    },
  }
}

function row(storageKey: StorageKey, { core: given, contents }: TestAlert) {
  const { identity, posting, grounds: why, evidence } = contents
  const committed = [
    identity && commitCompartment('identity', compartmentDocuments.identity.encode(identity)),
    posting && commitCompartment('posting', compartmentDocuments.posting.encode(posting)),
    why && commitCompartment('grounds', compartmentDocuments.grounds.encode(why)),
    evidence && commitCompartment('evidence', compartmentDocuments.evidence.encode(evidence)),
  ].filter((compartment) => compartment !== undefined)
  const commitments = Object.fromEntries(committed.map(({ name, commitment }) => [name, commitment]))
  const core = { ...given, compartments: commitments }
  const bytes = alertDocument.encode(core)
  const { id, version, issuer } = core
  const compartments = committed.map((compartment) => {
    const { name, box, key } = closeCompartment(compartment, bytes)
    const wrapped = storageKey.wrap(key, `compartment ${id} ${name}`)
    return { name, box: toBase64(box), key: toBase64(wrapped) }
  })
  return { id, version, issuer, compartments, ...storageKey.seal(bytes, `alert ${id} ${version}`) }
}

async function write(tx: Executor, { id, version, issuer, compartments, box, key }: ReturnType<typeof row>) {
  await tx.execute(sql`
    insert into alerts.test (seq, id, issuer, version, state, core, core_key, compartments)
    values (nextval('alerts.test_seq'), ${id}, ${issuer}, ${version}, 'active', ${sql.param(box)}, ${sql.param(key)},
      ${JSON.stringify(compartments)}::jsonb)
    on conflict (id) do update set seq = excluded.seq, version = excluded.version, state = excluded.state,
      core = excluded.core, core_key = excluded.core_key, compartments = excluded.compartments`)
}

const changesAfter = `
  create sequence alerts.test_seq;
  create table alerts.test (seq bigint, id uuid primary key, issuer text, version integer, state text,
    core bytea, core_key bytea, compartments jsonb);
  create function alerts.changes_after(after bigint, at_most integer)
    returns table (seq bigint, id uuid, issuer text, version integer, state text, core bytea, core_key bytea, compartments jsonb)
    language sql security definer set search_path = pg_catalog, pg_temp
    as 'select * from alerts.test where test.seq > after order by test.seq limit at_most';
  revoke all on function alerts.changes_after from public;
  grant usage on schema alerts to crosswatch_watchlist;
  grant execute on function alerts.changes_after to crosswatch_watchlist;`
