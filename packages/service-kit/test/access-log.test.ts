import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { newSeed, storageKeyFrom } from '@crosswatch/crypto'
import { connectDatabase } from '@crosswatch/database'
import { startTestDatabase } from '@crosswatch/database/testing'
import { accessRecordDocument, fromBase64, parseCanonical } from '@crosswatch/protocol'
import {
  type AccessRecordInput,
  accessRecordContext,
  createAccessLog,
  readLegalBases,
} from '@crosswatch/service-kit'
import t, { type Test } from 'tap'

const postgres = await startTestDatabase()
t.teardown(() => postgres[Symbol.asyncDispose]())

// What the audit service offers to the others, reduced to remembering who called it with what.
const remember = `
  create table audit.seen (call xid8, place int, id uuid, type text, at timestamptz, salt bytea, record bytea, key bytea);
  create function audit.append(uuid[], text[], timestamptz[], bytea[], bytea[], bytea[]) returns void
    language sql security definer as $$
      insert into audit.seen select pg_current_xact_id(), place, id, type, at, salt, record, key
      from unnest($1, $2, $3, $4, $5, $6) with ordinality as given(id, type, at, salt, record, key, place)
    $$;
  grant usage on schema audit to crosswatch_watchlist`

interface Seen {
  readonly call: string
  readonly id: string
  readonly type: string
  readonly at: Date
  readonly salt: Buffer
  readonly record: Buffer
  readonly key: Buffer | null
}

async function build(t: Test) {
  const node = await postgres.createNode()
  const connect = (url: string) => {
    const connection = connectDatabase({ url, applicationName: 'test' })
    t.teardown(() => connection[Symbol.asyncDispose]())
    return connection
  }
  const audit = connect(node.urls.audit)
  await audit.pool.query(remember)
  const storageKey = storageKeyFrom(newSeed())
  const now = () => new Date('2026-03-01T12:00:00.123Z')
  return {
    audit,
    storageKey,
    accessLog: createAccessLog({ jurisdiction: 'XA', storageKey, software: 'watchlist 0.1.0', now }),
    watchlist: connect(node.urls.watchlist),
    seen: async () => (await audit.pool.query<Seen>('select * from audit.seen order by call, place')).rows,
  }
}

function query(change: Partial<AccessRecordInput> = {}): AccessRecordInput {
  return {
    operation: 'query',
    officer: 'officer-1',
    authority: 'Border Service of XA',
    roles: ['border-officer'],
    purpose: 'border-check',
    outcome: 'none',
    ...change,
  }
}

t.test(
  'a record is canonical, salted, of its time, and its terms are encrypted under a key of its own',
  async (t) => {
    const { accessLog, watchlist, seen, storageKey } = await build(t)
    const terms = { reference: 'CASE-1', query: { name: 'Zzyzx-Canary' } }
    const ids = await accessLog.append(watchlist.db, [query({ terms }), query({ terms }), query()])
    const [first, second, third] = await seen()
    t.strictSame(
      (await seen()).map(({ id }) => id),
      ids,
    )
    if (first === undefined || second === undefined || third === undefined) return t.fail('three records')
    t.equal(first.at.toISOString(), '2026-03-01T12:00:00.123Z')
    t.strictSame(ids.toSorted(), ids, 'ids sort in the order in which they were made')
    t.equal(Number.parseInt(first.id.replace('-', '').slice(0, 12), 16), first.at.getTime())

    const record = accessRecordDocument.decode(first.record)
    t.match(record, {
      v: 1,
      id: first.id,
      jurisdiction: 'XA',
      at: '2026-03-01T12:00:00.123Z',
      software: 'watchlist 0.1.0',
    })
    t.strictSame([record.alerts, record.recipients, record.policies], [[], [], []])
    t.equal(first.salt.length, 32)
    t.notSame(first.salt, second.salt)
    t.notMatch(first.record.toString(), 'Canary')

    const open = (from: Seen, key: Buffer | null, id = from.id) => {
      const box = fromBase64(accessRecordDocument.decode(from.record).terms ?? '')
      return parseCanonical(storageKey.open({ box, key: key ?? Buffer.of() }, accessRecordContext(id)))
    }
    t.strictSame(open(first, first.key), terms)
    t.throws(() => open(first, second.key))
    t.throws(() => open(first, first.key, second.id))
    t.equal(third.key, null)
    t.equal(accessRecordDocument.decode(third.record).terms, undefined)
  },
)

t.test('a record of an act is part of its transaction', async (t) => {
  const { accessLog, watchlist, seen } = await build(t)
  await t.rejects(
    watchlist.transaction(async (tx) => {
      await accessLog.append(tx, [query()])
      throw new Error('no')
    }),
  )
  t.strictSame(await seen(), [])
  t.strictSame(await accessLog.append(watchlist.db, []), [])
})

t.test('many queries share few commits, and each is answered when its own is there', async (t) => {
  const { accessLog, watchlist, seen, audit } = await build(t)
  const grouped = accessLog.grouped(watchlist.db)
  await Promise.all(
    Array.from({ length: 400 }, async () => {
      const id = await grouped.append(query())
      const { rowCount } = await audit.pool.query('select from audit.seen where id = $1', [id])
      t.equal(rowCount, 1)
    }),
  )
  const rows = await seen()
  t.equal(new Set(rows.map(({ id }) => id)).size, 400)
  const groups = new Set(rows.map(({ call }) => call)).size
  t.ok(groups <= 20, `${groups} commits`)
})

t.test('a single query does not wait for others', async (t) => {
  const { accessLog, watchlist } = await build(t)
  const grouped = accessLog.grouped(watchlist.db, { waitMs: 10_000 })
  for (let i = 0; i < 3; i++) await grouped.append(query())
  t.pass('three waits of ten seconds would have timed out')
})

t.test('while one group is being written the next gathers, no longer than it may wait', async (t) => {
  const { accessLog, watchlist, audit, seen } = await build(t)
  const grouped = accessLog.grouped(watchlist.db, { waitMs: 20 })
  await audit.pool.query('alter function audit.append rename to append_at_once')
  await audit.pool
    .query(`create function audit.append(uuid[], text[], timestamptz[], bytea[], bytea[], bytea[])
    returns void language sql security definer as
    $$ select pg_sleep(1); select audit.append_at_once($1, $2, $3, $4, $5, $6) $$`)
  const start = performance.now()
  const first = grouped.append(query())
  await delay(50)
  const later = [grouped.append(query()), grouped.append(query())]
  await Promise.all([first, ...later])
  t.ok(performance.now() - start < 1900, 'the second group did not wait for the first')
  t.equal(new Set((await seen()).map(({ call }) => call)).size, 2)
})

t.test('a full group goes without waiting', async (t) => {
  const { accessLog, watchlist, seen } = await build(t)
  const grouped = accessLog.grouped(watchlist.db, { largest: 10 })
  await Promise.all(Array.from({ length: 25 }, () => grouped.append(query())))
  const sizes = Map.groupBy(await seen(), ({ call }) => call)
  t.strictSame(
    [...sizes.values()].map(({ length }) => length).toSorted((a, b) => a - b),
    [5, 10, 10],
  )
})

t.test(
  'when a group cannot be written, nobody in it may answer; the next group is another matter',
  async (t) => {
    const { accessLog, watchlist, audit } = await build(t)
    const grouped = accessLog.grouped(watchlist.db)
    await audit.pool.query('alter function audit.append rename to gone')
    const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => grouped.append(query())))
    t.ok(outcomes.every((outcome) => outcome.status === 'rejected'))
    t.match(outcomes[4], { reason: { code: 'not-recorded', status: 503 } })
    await t.rejects(accessLog.append(watchlist.db, [query()]), { code: 'not-recorded' })
    await audit.pool.query('alter function audit.gone rename to append')
    t.ok(await grouped.append(query()))
  },
)

t.test('a record that does not have the form is the failure of its own caller only', async (t) => {
  const { accessLog, watchlist } = await build(t)
  const grouped = accessLog.grouped(watchlist.db)
  const [good, bad] = await Promise.allSettled([
    grouped.append(query()),
    grouped.append(query({ officer: 'a\nb' })),
  ])
  t.equal(good.status, 'fulfilled')
  t.match(bad, { status: 'rejected', reason: { code: 'not-recorded' } })
})

t.test('the legal basis of a purpose stands in every record that states no other', async (t) => {
  const { storageKey, watchlist, seen } = await build(t)
  const folder = mkdtempSync(join(tmpdir(), 'crosswatch-legal-'))
  const file = (name: string, content: string) => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }
  const legalBases = await readLegalBases(
    file('bases.json', '{"border-check":"Border Control Act, section 5"}'),
  )
  const accessLog = createAccessLog({ jurisdiction: 'XA', storageKey, software: 'test 1', legalBases })
  const { purpose: _purpose, ...aimless } = query()
  await accessLog.append(watchlist.db, [
    query(),
    query({ legalBasis: 'Act 9' }),
    query({ purpose: 'licensing-check' }),
    aimless,
  ])
  t.same(
    (await seen()).map(({ record }) => accessRecordDocument.restore(record).legalBasis),
    ['Border Control Act, section 5', 'Act 9', undefined, undefined],
  )
  t.same(await readLegalBases(undefined), {})
  for (const wrong of ['{', '{"travel":"x"}', '{"border-check":7}', '[]']) {
    await t.rejects(readLegalBases(file('wrong.json', wrong)), { code: 'invalid-configuration' })
  }
  await t.rejects(readLegalBases(join(folder, 'none.json')), { code: 'invalid-configuration' })
})
