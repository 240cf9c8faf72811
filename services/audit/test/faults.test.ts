import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Connection } from '@crosswatch/database'
import { createAccessLog } from '@crosswatch/service-kit'
import { openCheckpoint, signCheckpoint } from '@crosswatch/transparency'
import t from 'tap'
import { createSequencer, runSequencer } from '../src/index.ts'
import {
  checkpointOf,
  createNode,
  query,
  sequenceAll,
  startServer,
  verifyLog,
  writeQueries,
} from './harness.ts'
import { foundMembers, type Member, startMember } from './witnesses.ts'

const postgres = await startServer(t)

type When = 'fails and is not stored' | 'fails but is stored'
const both: readonly When[] = ['fails and is not stored', 'fails but is stored']

/** Lets every statement like this one fail, before or after it is carried out. Ends with `mend`. */
function breakWrites({ pool }: Pick<Connection, 'pool'>, statement: RegExp, when: When) {
  const whole = pool.query.bind(pool)
  let failed = 0
  Object.defineProperty(pool, 'query', {
    configurable: true,
    value: async (...args: readonly [unknown, ...unknown[]]): Promise<unknown> => {
      const [first] = args
      const text = typeof first === 'object' && first !== null && 'text' in first ? String(first.text) : ''
      const broken = statement.test(text)
      const result: unknown =
        broken && when === 'fails and is not stored' ? undefined : await Reflect.apply(whole, pool, args)
      if (!broken) return result
      failed++
      throw new Error(when)
    },
  })
  return {
    failed: () => failed,
    mend: () => void Reflect.deleteProperty(pool, 'query'),
  }
}

async function until(what: string, look: () => Promise<boolean>, limitMs = 30_000): Promise<void> {
  const end = performance.now() + limitMs
  while (!(await look().catch(() => false))) {
    if (performance.now() > end) throw new Error(`not within ${limitMs} ms: ${what}`)
    await delay(20)
  }
}

t.test('whatever write of witnessing fails, each log stays one and is confirmed in the end', async (t) => {
  const net = await foundMembers(t, postgres, ['XA', 'XB'])
  const [xa, xb] = net.members
  if (xa === undefined || xb === undefined) throw new Error('no members')
  const service = await startMember(t, net, xa, { quorum: '1/1' })
  await startMember(t, net, xb, { quorum: '1/1' })
  const held: string[] = []
  const confirmed = async (size: number) => (await service.checkpoint()).split('\n')[1] === String(size)
  let size = 0
  const writes: readonly [string, Member, RegExp][] = [
    ['what the witness holds', xb, /^(insert into|update) "audit"\."witnessed"/],
    ['what is confirmed', xa, /^update "audit"\."cosigned"/],
  ]
  for (const [what, member, statement] of writes) {
    for (const when of both) {
      await until(`${what}: all is well`, () => confirmed(size))
      const fault = breakWrites(member.node.audit, statement, when)
      await writeQueries(xa.node, 3)
      size += 3
      await until(`${what} ${when}`, async () => fault.failed() > 1)
      if (when === 'fails and is not stored')
        t.notOk(await confirmed(size), `${what} ${when}: nothing is said to be confirmed`)
      fault.mend()
      await until(`${what} ${when}: confirmed afterwards`, () => confirmed(size))
      t.match(await verifyLog(xa.node.audit.db, xa.node.key, held), {
        ok: true,
        records: size,
        held: held.length,
      })
      held.push(await service.checkpoint())
    }
  }
  const { rows } = await xb.node.audit.pool.query('select 1 from audit.equivocation')
  t.equal(rows.length, 0, 'and nobody is accused')
})

t.test('evidence that could not be kept is kept later, and the alarm does not wait for it', async (t) => {
  for (const when of both) {
    const net = await foundMembers(t, postgres, ['XA', 'XB'])
    const [xa, xb] = net.members
    if (xa === undefined || xb === undefined) throw new Error('no members')
    const fault = breakWrites(xb.node.audit, /^insert into "audit"\."equivocation"/, when)
    const witness = await startMember(t, net, xb, { quorum: '0/1' })
    const { key } = xa.node
    // XA's log shows one history to XB and another one to whoever asks.
    const fork = (root: number) =>
      signCheckpoint({ origin: key.origin, size: 5n, root: Buffer.alloc(32, root) }, [key.signer])
    t.equal((await witness.addCheckpoint(`old 0\n\n${fork(1)}`)).statusCode, 200)
    net.courier.set('XA', {
      addCheckpoint: async () => ({ status: 404, body: '' }),
      heads: async () => ({ v: 1, heads: [fork(2)], evidence: [] }),
      proofs: () => Promise.reject(new Error('it proves nothing')),
      inclusions: () => Promise.reject(new Error('it proves nothing')),
    })
    const caught = async () =>
      (await witness.metrics()).includes('crosswatch_audit_equivocations{service="audit"} 1')
    await until(`${when}: the alarm`, caught)
    await until(`${when}: the write`, async () => fault.failed() > 0)
    t.equal((await witness.addCheckpoint(`old 5\n\n${fork(1)}`)).statusCode, 403, 'it is confirmed no more')
    fault.mend()
    await until(
      `${when}: kept`,
      async () => (await xb.node.audit.pool.query('select 1 from audit.equivocation')).rowCount === 1,
    )
  }
})

t.test('a clock that stands still, or goes back, makes no two records one and loses none', async (t) => {
  const node = await createNode(t, postgres)
  let now = Date.parse('2031-05-01T10:00:00Z')
  const accessLog = createAccessLog({
    jurisdiction: 'XA',
    storageKey: node.storageKey,
    software: 'test 1',
    now: () => new Date(now),
  })
  const ids: string[] = []
  // More than an id can count within a millisecond, then a little more, then an hour before that.
  for (const length of [4_200, 300, 300]) {
    const records = Array.from({ length }, () => query())
    ids.push(...(await accessLog.append(node.watchlist.db, records)))
    await sequenceAll(node)
    if (ids.length === 4_500) now -= 3_600_000
  }
  t.equal(new Set(ids).size, 4_800)
  const { rows } = await node.audit.pool.query<{ record_id: string }>(
    'select record_id from audit.leaf order by index',
  )
  t.strictSame(
    rows.map(({ record_id: id }) => id),
    ids,
    'in the order of their arrival',
  )
  t.match(await verifyLog(node.audit.db, node.key), { ok: true, records: 4_800 })
})

t.test('a plan whose end cannot be noted is settled by the next', async (t) => {
  const node = await createNode(t, postgres)
  const held: string[] = []
  for (const when of both) {
    await writeQueries(node, 3)
    const guard = {
      ...node.guard,
      settle: async (next: Parameters<typeof node.guard.settle>[0]) => {
        if (when === 'fails but is stored') await node.guard.settle(next)
        throw new Error(when)
      },
    }
    await t.rejects(createSequencer({ connection: node.audit, key: node.key, guard }).sequenceOnce(), {
      message: when,
    })
    t.match(await verifyLog(node.audit.db, node.key, held), { ok: true }, when)
    held.push(await checkpointOf(node))
    await writeQueries(node, 2)
    const restarted = createSequencer({ connection: node.audit, key: node.key, guard: node.guard })
    t.match(await restarted.sequenceOnce(), { placed: 2 })
    t.match(await verifyLog(node.audit.db, node.key, held), { ok: true, held: held.length })
  }
})

/** A file system of so many megabytes in memory, gone after the test, or why there is none. */
function smallDisk(t: Tap, megabytes: number): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'crosswatch-disk-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined
  const run = (program: string, args: readonly string[]) => spawnSync(program, [...args]).status
  if (run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]) !== 0) return undefined
  t.teardown(() => void run('umount', ['--lazy', folder]))
  return folder
}
type Tap = Parameters<typeof startServer>[0]

t.test('a disk that is full stops the log, and loses nothing that was acknowledged', async (t) => {
  const disk = smallDisk(t, 320)
  if (disk === undefined) {
    t.comment('skipped: only root may mount a small disk')
    return
  }
  const server = await startServer(t, {
    durable: true,
    directory: disk,
    settings: { max_wal_size: '32MB', min_wal_size: '32MB' },
  })
  const node = await createNode(t, server)
  await writeQueries(node, 300)
  await sequenceAll(node)
  const held = [await checkpointOf(node)]

  const { bavail, bsize } = statfsSync(disk)
  const ballast = join(disk, 'ballast')
  writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - 3 * 1024 * 1024), 1))
  const stop = new AbortController()
  const failures: unknown[] = []
  const sequencer = runSequencer(node.sequencer, {
    signal: stop.signal,
    pauseMs: 5,
    pollMs: 10,
    onFailure: (error) => failures.push(error),
  })
  const acknowledged: string[] = []
  let refused = 0
  const end = performance.now() + 60_000
  while (refused < 10 && performance.now() < end) {
    try {
      acknowledged.push(...(await writeQueries(node, 100)))
    } catch {
      refused++
      await delay(50)
    }
  }
  t.equal(refused, 10, 'the disk was full')
  stop.abort()
  await sequencer.ended
  t.comment(`${acknowledged.length} acknowledged, ${failures.length} failures of the sequencer`)

  rmSync(ballast)
  await server.server.kill()
  await server.server.start()
  t.match(await verifyLog(node.audit.db, node.key, held), { ok: true, held: 1 }, 'as it was left')
  await sequenceAll(node)
  const placed = new Set(
    (await node.audit.pool.query<{ record_id: string }>('select record_id from audit.leaf')).rows.map(
      ({ record_id: id }) => id,
    ),
  )
  t.strictSame(
    acknowledged.filter((id) => !placed.has(id)),
    [],
    'none lost',
  )
  await writeQueries(node, 10)
  await sequenceAll(node)
  t.match(await verifyLog(node.audit.db, node.key, held), { ok: true, held: 1 }, 'and continued')
  const { size } = openCheckpoint(await checkpointOf(node), node.key.origin, [node.key.verifier])
  t.equal(size, BigInt(placed.size + 10))
})
