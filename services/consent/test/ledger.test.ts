import { execFile, execFileSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { connectDatabase } from '@crosswatch/database'
import { startPostgres } from '@crosswatch/database/embedded'
import { startTestDatabase } from '@crosswatch/database/testing'
import { newUuid, sha256, utf8 } from '@crosswatch/protocol'
import { appendToLedger, awaitErasures, openLedger, readLedger } from '@crosswatch/service-kit'
import { sql } from 'drizzle-orm'
import t, { type Test } from 'tap'
import { until } from '../../../test/support/sharing.ts'
import { moveLedger } from '../src/store/ledger.ts'
import { makeNode, type Node } from './node.ts'

// Durable, as what is backed up is.
const postgres = await startTestDatabase({ durable: true, settings: { shared_buffers: '32MB' } })
t.teardown(() => postgres[Symbol.asyncDispose]())

const secret = 'Sleeps at her aunt'

async function put(node: Node, id: string, { issuer, state = 'active' }: { issuer: string; state?: string }) {
  const origin = issuer === 'XA' ? 'own' : 'received'
  const content = state === 'active' || origin === 'own' ? Buffer.from('content') : null
  await node.rows(
    `insert into alerts.alert (id, issuer, origin, state, version, category, action, mode, valid_until, review_by, compartments,
       recipients, entry_seq, change, updated_at, core, core_key)
     values ($1, $2, $3, $4, 1, 'pattern', 'be-aware', 'actual', now(), now(), $5, '[]', 7, nextval('alerts.change_seq'),
       '2026-03-01T11:59:00Z', $6, $6)
     on conflict (id) do update set state = excluded.state, change = excluded.change, core = excluded.core,
       core_key = excluded.core_key, compartments = excluded.compartments`,
    [id, issuer, origin, state, content === null ? '[]' : '[{"name":"identity"}]', content],
  )
  await node.rows(`select pg_notify('alerts_change', '')`)
}

async function bodyOf(node: Node, issuer: string, seq: number, ref: string, kind = 'alert') {
  const hash = sha256(utf8(`${issuer} ${seq}`))
  await node.rows(
    `insert into exchange.feed_entry (issuer, seq, hash, class, envelope, body) values ($1, $2, $3, 'sealed', 'e', 'body')`,
    [issuer, seq, hash],
  )
  await node.rows(
    `insert into exchange.inbox (kind, issuer, seq, entry_hash, ref, compartments) values ($5, $1, $2, $3, $4, '[]')`,
    [issuer, seq, hash, ref, kind],
  )
}

/**
 * A base backup of the running server (PostgreSQL's low-level interface, `pg_backup_start` and `pg_backup_stop`), put back as a server of
 * its own.
 */
async function backUp(t: Test, node: Pick<Node, 'urls' | 'superuserUrl'>) {
  await using admin = connectDatabase({ url: node.superuserUrl, applicationName: 'backup', max: 1 })
  const ask = async (query: string) =>
    String(Object.values((await admin.pool.query<Record<string, unknown>>(query)).rows[0] ?? {})[0])
  const parent = mkdtempSync(join(tmpdir(), 'crosswatch-backup-'))
  // Open to the account that runs the server.
  chmodSync(parent, 0o755)
  const folder = join(parent, 'data')
  const data = await ask('show data_directory')
  await ask(`select pg_backup_start('nightly', true)`)
  // With the owner of each file; what changes meanwhile is put right by the log of changes.
  execFileSync('cp', ['-a', data, folder])
  const label = await ask('select labelfile from pg_backup_stop(false)')
  execFileSync('cp', ['-a', `${data}/pg_wal/.`, join(folder, 'pg_wal')])
  rmSync(join(folder, 'postmaster.pid'))
  writeFileSync(join(folder, 'backup_label'), label)
  const { uid, gid } = statSync(join(folder, 'PG_VERSION'))
  chownSync(join(folder, 'backup_label'), uid, gid)

  return {
    /** Starts what was backed up. */
    async restore() {
      const server = await startPostgres({ folder, password: 'test' })
      t.teardown(async () => {
        await server.stop()
        rmSync(parent, { recursive: true, force: true })
      })
      const elsewhere = (url: string) => {
        const there = new URL(url)
        there.port = String(server.port)
        return there.href
      }
      const urls = Object.fromEntries(
        Object.entries(node.urls).map(([service, url]) => [service, elsewhere(url)]),
      )
      return { urls: { ...node.urls, ...urls }, superuserUrl: elsewhere(node.superuserUrl) }
    },
  }
}

const alertsOf = (node: Node) =>
  node.rows(`select id, state, reason, core, compartments from alerts.alert order by id`)

t.test('what was erased does not come back with a restored backup', async (t) => {
  const node = await makeNode(t, postgres)
  const [withdrawn, kept, own, later] = [newUuid(), newUuid(), newUuid(), newUuid()]
  const terminated = newUuid()
  await put(node, terminated, { issuer: 'XC' })
  await put(node, withdrawn, { issuer: 'XB' })
  await put(node, kept, { issuer: 'XB' })
  await put(node, own, { issuer: 'XA' })
  await node.rows(`insert into alerts.subject_key (key, alert) values ('key', $1)`, [withdrawn])
  await bodyOf(node, 'XB', 7, withdrawn)
  const consent = await node.protection('POST', '/v1/consents', {
    subject: 'S-2026-014',
    notice: { title: 'What we pass on, and to whom', version: '3', language: 'ne' },
    status: 'given',
    method: 'spoken-before-witness',
    recipients: ['XA', 'XB'],
    never: ['XC'],
    purposes: ['criminal-investigation'],
    categories: ['contact'],
    validUntil: '2026-09-01T00:00:00.000Z',
    reviewBy: '2026-06-01T00:00:00.000Z',
    information: { contact: secret },
  })
  t.equal(consent.status, 201)
  const [cleared, stands, never] = [newUuid(), newUuid(), newUuid()]
  for (const id of [cleared, stands]) {
    await node.rows(
      `insert into alerts.clearance (id, alert, version, issuer, state, mark, mark_key, since, valid_until)
       values ($1, $2, 1, 'XB', 'standing', 'mark', 'key', now(), now() + interval '1 year')`,
      [id, kept],
    )
    await bodyOf(node, 'XB', id === cleared ? 8 : 9, id, 'clearance')
  }
  const taken = await backUp(t, node)

  // Time goes on: what others took back, what this node took back, a consent, and an alert that came after the backup.
  await put(node, withdrawn, { issuer: 'XB', state: 'withdrawn' })
  await node.rows('delete from alerts.subject_key where alert = $1', [withdrawn])
  await put(node, own, { issuer: 'XA', state: 'withdrawn' })
  await put(node, later, { issuer: 'XC', state: 'expired' })
  await node.rows(`update alerts.alert set reason = 'agreement-terminated' where id = $1`, [terminated])
  await put(node, terminated, { issuer: 'XC', state: 'withdrawn' })
  t.equal((await node.protection('POST', `/v1/consents/${String(consent.body['id'])}/withdraw`)).status, 200)
  for (let turn = 0; turn < 400 && (await readLedger(node.ledgerFile)).length < 5; turn++) {
    await new Promise((done) => setTimeout(done, 25))
  }
  // As the alerts service enters them; one came after the backup, and one line stands there twice.
  await appendToLedger(
    node.ledgerFile,
    [cleared, never, cleared].map((id) => ({
      v: 1,
      kind: 'clearance',
      id,
      alert: kept,
      issuer: 'XB',
      state: 'ended',
      reason: 'consent-withdrawn',
      at: '2026-03-01T13:00:00.000Z',
    })),
  )
  const lines = readFileSync(node.ledgerFile, 'utf8')
  t.notMatch(lines, secret)
  t.notMatch(lines, 'S-2026-014', 'ids and codes, nothing else')
  await node.app.close()

  const backup = await taken.restore()
  const waiting = connectDatabase({ url: backup.urls.alerts, applicationName: 'alerts', max: 1 })
  t.teardown(() => waiting[Symbol.asyncDispose]())
  let answers = false
  const gate = (async () => {
    await awaitErasures(node.ledgerFile, waiting.db, AbortSignal.timeout(60_000))
    answers = true
  })()
  await new Promise((done) => setTimeout(done, 500))
  t.equal(answers, false, 'on the backup alone, nothing is answered')
  const { storageKey, ledgerFile } = node
  const restored = await makeNode(t, postgres, { database: backup, ledgerFile, storageKey })
  await gate
  t.match(
    new Map((await alertsOf(restored)).map((row) => [row['id'], row])),
    new Map([
      [withdrawn, { state: 'withdrawn', core: null, compartments: [] }],
      [kept, { state: 'active', core: Buffer.from('content') }],
      [own, { state: 'withdrawn', core: Buffer.from('content') }],
      [later, { state: 'expired', core: null, compartments: [] }],
      [terminated, { state: 'withdrawn', reason: 'agreement-terminated', core: null }],
    ]),
    'gone again; what was not erased stays; the issuer keeps its own; what came later cannot come in',
  )
  t.same(await restored.rows('select from alerts.subject_key'), [])
  t.match(
    new Map(
      (await restored.rows('select id, state, reason, mark, mark_key from alerts.clearance')).map((row) => [
        row['id'],
        row,
      ]),
    ),
    new Map([
      [cleared, { state: 'ended', reason: 'consent-withdrawn', mark: null, mark_key: null }],
      [stands, { state: 'standing', mark: Buffer.from('mark') }],
      [never, { state: 'ended', mark: null }],
    ]),
    'nobody is known again whose clearance ended; what came later cannot come in',
  )
  t.same(
    await restored.rows(
      `select seq from exchange.feed_entry where issuer = 'XB' and seq > 7 and body is null`,
    ),
    [{ seq: '8' }],
    'its letters are gone too',
  )
  t.match(await restored.rows('select status, information, information_key from consent.record'), [
    { status: 'withdrawn', information: null, information_key: null },
  ])
  let bodies: unknown[] = []
  for (let turn = 0; turn < 400; turn++) {
    bodies = await restored.rows(`select body from exchange.feed_entry where issuer = 'XB' and seq = 7`)
    if (!JSON.stringify(bodies).includes('body":{')) break
    await new Promise((done) => setTimeout(done, 25))
  }
  t.same(bodies, [{ body: null }], 'the sealed body too')
  t.equal(
    (await restored.protection('POST', `/v1/consents/${String(consent.body['id'])}/withdraw`)).code,
    'wrong-state',
  )
})

t.test(
  'what stands in the ledger and was not committed is carried out; a torn line says nothing',
  async (t) => {
    const node = await makeNode(t, postgres)
    const [first, second] = [newUuid(), newUuid()]
    await put(node, first, { issuer: 'XB', state: 'withdrawn' })
    await put(node, second, { issuer: 'XB', state: 'withdrawn' })
    for (let turn = 0; turn < 400 && (await readLedger(node.ledgerFile)).length < 2; turn++) {
      await new Promise((done) => setTimeout(done, 25))
    }
    await node.app.close()
    truncateSync(node.ledgerFile, statSync(node.ledgerFile).size - 20)
    const torn = await readLedger(node.ledgerFile)
    t.equal(torn.at(-1), undefined)
    const { storageKey, ledgerFile, urls, superuserUrl } = node
    const again = await makeNode(t, postgres, {
      database: { urls, superuserUrl },
      ledgerFile,
      storageKey,
    })
    const third = newUuid()
    await put(again, third, { issuer: 'XB', state: 'withdrawn' })
    for (
      let turn = 0;
      turn < 400 && !(await readLedger(ledgerFile)).some((line) => line?.id === third);
      turn++
    ) {
      await new Promise((done) => setTimeout(done, 25))
    }
    t.equal((await readLedger(ledgerFile)).at(-1)?.id, third, 'what is added after it is whole')
  },
)

void t.test(
  'a ledger is made for the group that writes it, and one that cannot be written is no ledger',
  async (t) => {
    const folder = t.testdir({})
    const file = join(folder, 'erasures.jsonl')
    await openLedger(file)
    t.equal(statSync(file).mode & 0o777, 0o660)
    chmodSync(file, 0o600)
    const at = '2026-03-01T12:00:00.000Z'
    await appendToLedger(file, [{ v: 1, kind: 'consent', id: newUuid(), at }])
    await openLedger(file)
    t.equal((await readLedger(file)).length, 1, 'what is in it stays')
    t.equal(statSync(file).mode & 0o777, 0o600, 'and so does what an operator decided')
    await t.rejects(openLedger(join(folder, 'nowhere', 'erasures.jsonl')), { code: 'invalid-configuration' })
  },
)

void t.test('a line whose transaction failed is carried out while the service runs', async (t) => {
  const node = await makeNode(t, postgres)
  const id = newUuid()
  await put(node, id, { issuer: 'XB' })
  const at = '2026-03-01T12:00:00.000Z'
  await appendToLedger(node.ledgerFile, [
    { v: 1, kind: 'alert', id, issuer: 'XB', version: 1, cause: 'withdrawn', at },
  ])
  await until('it is erased', async () => {
    const [row] = await node.rows('select core from alerts.alert where id = $1', [id])
    return row?.['core'] === null
  })
})

void t.test('the ledger is taken before any other lock', async (t) => {
  const node = await makeNode(t, postgres)
  // With its entry, so that a receipt is due.
  await node.rows(
    `insert into exchange.feed_entry (issuer, seq, hash, class, envelope, body) values ('XB', 7, $1, 'sealed', 'e', 'b')`,
    [Buffer.from(sha256(utf8('entry')))],
  )
  await put(node, newUuid(), { issuer: 'XB', state: 'withdrawn' })
  await using other = connectDatabase({ url: node.superuserUrl, applicationName: 'holds the ledger', max: 1 })
  await until(
    'the erasure is over',
    async () => (await node.rows('select from consent.erasure')).length === 1,
  )
  await other.transaction(async (tx) => {
    await tx.execute(sql`select from consent.ledger for update`)
    await put(node, newUuid(), { issuer: 'XB', state: 'withdrawn' })
    await until('it waits for the ledger', async () => {
      const waits = `select from pg_stat_activity where application_name = 'test' and wait_event_type = 'Lock' and datname = current_database()`
      return (await node.rows(waits)).length > 0
    })
    const { rows } = await tx.execute<{ free: boolean }>(
      sql`select pg_try_advisory_xact_lock(hashtextextended('crosswatch outbox', 0)) as free`,
    )
    t.same(rows, [{ free: true }], 'it holds nothing that somebody who has the ledger may want')
  })
})

const linesOf = async (node: Pick<Node, 'rows'>) =>
  Number((await node.rows('select lines from consent.ledger'))[0]?.['lines'] ?? 0)

const readinessOf = async ({ app }: Pick<Node, 'app'>) => {
  const response = await app.inject('/readyz')
  const body: { checks: Record<string, boolean>; notices?: Record<string, string> } = response.json()
  return { status: response.statusCode, ...body }
}

const noticeOf = async (node: Pick<Node, 'app'>) => (await readinessOf(node)).notices?.['ledger']

/** A node whose database knows two lines, and which has been stopped. */
async function stoppedNode(test: Test) {
  const node = await makeNode(test, postgres)
  for (const id of [newUuid(), newUuid()]) await put(node, id, { issuer: 'XB', state: 'withdrawn' })
  await until('both are erased', async () => (await linesOf(node)) === 2)
  await node.app.close()
  const { urls, superuserUrl, ledgerFile, storageKey } = node
  const superuser = connectDatabase({ url: superuserUrl, applicationName: 'beside', max: 2 })
  const alerts = connectDatabase({ url: urls.alerts, applicationName: 'alerts', max: 1 })
  test.teardown(() => Promise.all([superuser[Symbol.asyncDispose](), alerts[Symbol.asyncDispose]()]))
  return {
    ...node,
    alerts,
    rows: async (query: string) => (await superuser.pool.query<Record<string, unknown>>(query)).rows,
    again: (unready: boolean) =>
      makeNode(test, postgres, { database: { urls, superuserUrl }, ledgerFile, storageKey, unready }),
  }
}

async function acceptLedger({ urls, ledgerFile }: Pick<Node, 'urls' | 'ledgerFile'>) {
  const program = fileURLToPath(new URL('../src/accept-ledger.ts', import.meta.url))
  const elsewhere = '/nowhere'
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    ['--conditions=@crosswatch/source', program],
    {
      env: {
        CROSSWATCH_JURISDICTION: 'XA',
        CROSSWATCH_DATABASE_URL: urls.consent,
        CROSSWATCH_ERASURE_LEDGER_FILE: ledgerFile,
        CROSSWATCH_TOKEN_PUBLIC_KEY_FILE: elsewhere,
        CROSSWATCH_FEDERATION_FILE: elsewhere,
        CROSSWATCH_FEDERATION_PIN: '0'.repeat(64),
        CROSSWATCH_PASSPHRASE_FILE: elsewhere,
        CROSSWATCH_STORAGE_KEY_FILE: elsewhere,
      },
    },
  )
  const accepted: unknown = JSON.parse(stdout)
  return { accepted, logged: stderr }
}

for (const [what, lose] of [
  ['is not there', async (file: string) => renameSync(file, `${file}.kept`)],
  [
    'was made anew, empty',
    async (file: string) => {
      renameSync(file, `${file}.kept`)
      await openLedger(file)
    },
  ],
  [
    'is an older copy',
    async (file: string) => {
      const [first = ''] = readFileSync(file, 'utf8').split('\n')
      renameSync(file, `${file}.kept`)
      writeFileSync(file, `${first}\n`)
    },
  ],
] as const) {
  void t.test(`nobody goes on with a ledger that ${what}, and all do when it is back`, async (t) => {
    const node = await stoppedNode(t)
    const { ledgerFile } = node
    await lose(ledgerFile)
    const answers = () => awaitErasures(ledgerFile, node.alerts.db, AbortSignal.timeout(1_000))
    await t.rejects(answers(), { name: 'AbortError' }, 'before the consent service has started')
    const again = await node.again(true)
    await until('it says so', async () => (await noticeOf(again)) !== undefined, { timeoutMs: 30_000 })
    t.match(
      await noticeOf(again),
      /has [01] lines, and the database knows 2: put the ledger back, or accept its loss/,
    )
    t.match(await readinessOf(again), { status: 503, checks: { erasures: false, ledger: false } })
    t.match(await again.protection('GET', '/v1/erasures'), { status: 503, code: 'unavailable' })
    t.equal(await linesOf(node), 2, 'what is missing is still known')
    await t.rejects(answers(), { name: 'AbortError' }, 'after it has started')
    renameSync(`${ledgerFile}.kept`, ledgerFile)
    await again.app.prepared()
    await answers()
    t.match(await readinessOf(again), { status: 200, checks: { ledger: true }, notices: undefined })
  })
}

void t.test('a loss is accepted by a command, once, and what is erased after it is remembered', async (t) => {
  const node = await stoppedNode(t)
  rmSync(node.ledgerFile)
  const { accepted, logged } = await acceptLedger(node)
  t.same(accepted, { known: 2, lost: 2 })
  t.match(logged, /"lost":2.*the loss of lines of the ledger of erasures was accepted/)
  t.equal(statSync(node.ledgerFile).mode & 0o777, 0o660)
  t.same((await acceptLedger(node)).accepted, { known: 2, lost: 0 })
  t.same(
    await readLedger(node.ledgerFile),
    [undefined, undefined],
    'in their place, so that backups still find theirs',
  )
  const again = await node.again(false)
  await awaitErasures(node.ledgerFile, node.alerts.db, AbortSignal.timeout(1_000))
  const id = newUuid()
  await put(again, id, { issuer: 'XB', state: 'withdrawn' })
  await until('it is erased', async () => (await linesOf(again)) === 3)
  t.match((await readLedger(node.ledgerFile)).at(2), { kind: 'alert', id })
  await again.superuser.transaction((tx) => moveLedger(tx, 1))
  t.equal(await linesOf(again), 3, 'never down')
})

void t.test('nothing is erased while the ledger is away, and the service is not ready', async (t) => {
  const node = await makeNode(t, postgres)
  await put(node, newUuid(), { issuer: 'XB', state: 'withdrawn' })
  await until('it is erased', async () => (await linesOf(node)) === 1)
  renameSync(node.ledgerFile, `${node.ledgerFile}.kept`)
  await put(node, newUuid(), { issuer: 'XB', state: 'withdrawn' })
  await until('it says so', async () => (await noticeOf(node)) !== undefined, { timeoutMs: 30_000 })
  t.match(await readinessOf(node), { status: 503, checks: { erasures: true, ledger: false } })
  t.notOk(existsSync(node.ledgerFile), 'nothing is written where it is not')
  t.equal(await linesOf(node), 1)
  renameSync(`${node.ledgerFile}.kept`, node.ledgerFile)
  await until('it goes on', async () => (await readinessOf(node)).status === 200)
  await until('it is erased', async () => (await linesOf(node)) === 2)
})

void t.test('where nothing was ever erased nobody waits', async (t) => {
  const file = join(t.testdir({}), 'erasures.jsonl')
  const { urls } = await postgres.createNode()
  await using alerts = connectDatabase({ url: urls.alerts, applicationName: 'alerts', max: 1 })
  await awaitErasures(file, alerts.db, AbortSignal.timeout(1_000))
  const node = await makeNode(t, postgres, { ledgerFile: file })
  t.equal((await readinessOf(node)).status, 200, 'and the first start needs no file')
  await using there = connectDatabase({ url: node.urls.alerts, applicationName: 'alerts', max: 1 })
  await awaitErasures(file, there.db, AbortSignal.timeout(1_000))
})
