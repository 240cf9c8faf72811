import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { logKeysFrom, newSeed, verifyMlDsa, verifySignature } from '@crosswatch/crypto'
import { disclosures, hasErrorCode } from '@crosswatch/protocol'
import {
  addSignatureLines,
  appendLeaves,
  type Checkpoint,
  cosigner,
  emptyRoot,
  emptyTree,
  formatAddCheckpoint,
  formatSignatureLines,
  formatVerifierKey,
  leafHash,
  nodeHash,
  parseAddCheckpoint,
  parseNote,
  parsePolicy,
  policyVerifier,
  proveConsistency,
  signCheckpoint,
  type Tile,
  treeRoot,
  witnessNoteKey,
} from '@crosswatch/transparency'
import { createAccessLog } from '@crosswatch/service-kit'
import t from 'tap'
import { createSequencer } from '../src/index.ts'
import { receiptOf } from '../src/receipt.ts'
import { checkpointOf, query, sequenceAll, startServer, verifyLog, writeQueries } from './harness.ts'
import { foundMembers, type Member, startMember, until } from './witnesses.ts'

const postgres = await startServer(t)
const verify = { ed25519: verifySignature, mlDsa: verifyMlDsa }

/** A tree of made-up leaves that can be extended in more than one way. */
function tree(...parts: readonly [string, number][]) {
  const leaves = parts.flatMap(([name, count]) =>
    Array.from({ length: count }, (_, i) => leafHash(Buffer.from(`${name} ${i}`))),
  )
  const { edge, tiles } = appendLeaves(emptyTree(), leaves)
  const at = ({ level, index }: Pick<Tile, 'level' | 'index'>) =>
    tiles.find((tile) => tile.level === level && tile.index === index)?.hashes ?? new Uint8Array()
  return {
    root: treeRoot(edge),
    size: edge.size,
    from: (old: bigint) => proveConsistency(old, edge.size, async (ids) => ids.map(at)),
  }
}

/** What a node with its own key asks of a witness, for any tree it likes. */
async function request(
  { node: { key } }: Member,
  made: ReturnType<typeof tree>,
  old: bigint,
): Promise<string> {
  const checkpoint = signCheckpoint({ origin: key.origin, size: made.size, root: made.root }, [key.signer])
  return formatAddCheckpoint({ old, proof: await made.from(old), checkpoint })
}

t.test(
  'a record is confirmed by the other jurisdictions within seconds, as other people verify it',
  async (t) => {
    const net = await foundMembers(t, postgres, ['XA', 'XB', 'XC'])
    const [xa, ...others] = net.members
    if (xa === undefined) throw new Error('no member')
    const service = await startMember(t, net, xa)
    for (const member of others) await startMember(t, net, member)
    await writeQueries(xa.node, 300)
    const start = performance.now()
    const policy = await until('a policy', async () => {
      const text = (await service.app.inject('/policy')).body
      return text !== '' && parsePolicy(text)
    })
    const judge = policyVerifier(policy, verify)
    const open = (note: string) => judge.open(note, xa.node.key.origin, [xa.node.key.verifier])
    const confirmed = await until('confirmation of 300 records', async () => {
      const judged = open(await service.checkpoint())
      return judged.size === 300n && judged
    })
    t.ok(performance.now() - start < 30_000, 'within half a minute, also where two suites share a processor')
    t.same(
      [...confirmed.cosigned].toSorted(),
      ['XB-1', 'XB-2', 'XC-1', 'XC-2'],
      'Ed25519 and ML-DSA-44 of both',
    )
    t.equal(confirmed.quorum, true)

    const cosigners = async () => {
      const { rows } = await xa.node.audit.pool.query<{ name: string; size: string; fresh: boolean }>(
        `select name, size, at > now() - interval '10 seconds' as fresh from audit.cosigner_seen order by name`,
      )
      return rows
    }
    await until('who cosigned is noted', async () => (await cosigners()).length === 2)
    t.strictSame(await cosigners(), [
      { name: 'XB', size: '300', fresh: true },
      { name: 'XC', size: '300', fresh: true },
    ])

    const before = (await xa.node.audit.pool.query('select witnessed_at from audit.cosigned')).rows[0]
      ?.witnessed_at
    await until('confirmation anew of a log that does not grow', async () => {
      const { rows } = await xa.node.audit.pool.query('select witnessed_at from audit.cosigned')
      return rows[0]?.witnessed_at > before
    })

    const receipt = await receiptOf(xa.node.audit.db, 7n)
    t.equal(
      open(receipt.slice(receipt.indexOf('\n\n') + 2)).quorum,
      true,
      'a receipt carries the cosignatures',
    )
    const { rows } = await xa.node.audit.pool.query<{ entries: Buffer }>(
      'select entries from audit.bundle where index = 0',
    )
    t.equal(rows.length, 1)
    t.match(await service.readiness(), { ready: true, checks: { witnesses: true } })
    t.match(await service.metrics(), /crosswatch_audit_equivocations\{service="audit"\} 0/)

    const [xb] = others
    if (xb === undefined) throw new Error('no member')
    net.courier.delete('XB')
    await writeQueries(xa.node, 1)
    await until('the record is in the log', async () => (await checkpointOf(xa.node)).includes('\n301\n'))
    await delay(300)
    t.match(
      await service.checkpoint(),
      /\n300\n/,
      'with one of two witnesses there is no quorum, and nothing newer is shown',
    )
    await until('the other one has cosigned', async () => (await cosigners())[1]?.size === '301')
    t.equal((await cosigners())[0]?.size, '300', 'what the silent one cosigned last stays')
  },
)

t.test('POST /add-checkpoint answers as tlog-witness says', async (t) => {
  const net = await foundMembers(t, postgres, ['XA', 'XB'])
  const [xa, xb] = net.members
  if (xa === undefined || xb === undefined) throw new Error('no member')
  const { app, addCheckpoint } = await startMember(t, net, xb)
  const five = tree(['a', 5])
  const eight = tree(['a', 8])
  const fork = tree(['a', 5], ['b', 3])

  const first = await addCheckpoint(await request(xa, five, 0n))
  t.equal(first.statusCode, 200)
  const note = addSignatureLines(parseAddCheckpoint(await request(xa, five, 0n)).checkpoint, first.body)
  const keys = [xb.keys.witness.publicKey, xb.keys.postQuantumWitness.publicKey]
  const policy = [
    ...keys.map((key, i) => `witness w${i} ${formatVerifierKey(witnessNoteKey('test', 'XB', key))}`),
    'group both all w0 w1',
    'quorum both',
  ].join('\n')
  t.equal(
    policyVerifier(parsePolicy(policy), verify).open(note, xa.node.key.origin, [xa.node.key.verifier]).quorum,
    true,
  )

  const good = await request(xa, eight, 5n)
  const strange = signCheckpoint({ origin: 'example.com/log', size: 5n, root: five.root }, [
    { ...xa.node.key.signer, name: 'example.com/log' },
  ])
  const unsigned = good.replace(
    /\u2014 (\S+) .*\n$/,
    (_, name) => `\u2014 ${name} ${Buffer.alloc(68).toString('base64')}\n`,
  )
  const cases: [string, string, number, string?][] = [
    ['an unknown log', formatAddCheckpoint({ old: 0n, proof: [], checkpoint: strange }), 404],
    ['no signature of a key of the log', unsigned, 403],
    ['the own log', await request(xb, five, 0n), 404],
    ['no request at all', 'hello', 400],
    ['an old size with a leading zero', good.replace('old 5', 'old 05'), 400],
    [
      'an old size above the new one',
      await request(xa, five, 0n).then((r) => r.replace('old 0', 'old 6')),
      400,
    ],
    ['a hash too many', good.replace('\n\n', `\n${'x'.repeat(43)}=\n`.repeat(64) + '\n'), 400],
    ['an old size of which the witness knows nothing', await request(xa, eight, 4n), 409, '5\n'],
    [
      'the size held with another root',
      await request(xa, tree(['b', 5]), 0n).then((r) => r.replace('old 0', 'old 5')),
      409,
      '5\n',
    ],
    [
      'a proof that does not verify',
      good.replace(/\n[^\n]{43}=\n/, `\n${Buffer.alloc(32).toString('base64')}\n`),
      422,
    ],
    [
      'a proof from the empty tree',
      (await request(xa, five, 0n))
        .replace('\n\n', `\n${Buffer.alloc(32).toString('base64')}\n\n`)
        .replace('old 0', 'old 5'),
      422,
    ],
  ]
  for (const [what, body, status, content] of cases) {
    const answer = await addCheckpoint(body)
    t.equal(answer.statusCode, status, what)
    if (content !== undefined) {
      t.equal(answer.body, content, what)
      t.equal(answer.headers['content-type'], 'text/x.tlog.size', what)
    }
  }

  const both = await Promise.all([good, await request(xa, fork, 5n)].map(addCheckpoint))
  t.same(
    both.map(({ statusCode }) => String(statusCode)).toSorted(),
    ['200', '409'],
    'of two continuations at once one is cosigned',
  )
  const again = await addCheckpoint(await request(xa, both[0]?.statusCode === 200 ? eight : fork, 8n))
  t.equal(again.statusCode, 200, 'what was cosigned is cosigned again, with another time')

  const bare = await app.inject({ method: 'POST', url: '/add-checkpoint' })
  t.equal(bare.statusCode, 400, 'nothing at all')
  const answer = await app.inject({
    method: 'POST',
    url: '/add-checkpoint',
    body: 'x'.repeat(100_000),
    headers: { 'content-type': 'text/plain' },
  })
  t.equal(answer.statusCode, 413)
})

t.test('a witness counts from an empty log up to the largest size that a log can have', async (t) => {
  const net = await foundMembers(t, postgres, ['XA', 'XB'])
  const [xa, xb] = net.members
  if (xa === undefined || xb === undefined) throw new Error('no member')
  const { addCheckpoint } = await startMember(t, net, xb)
  const { origin, signer } = xa.node.key
  const ask = (old: bigint, size: bigint, root: Uint8Array, proof: readonly Uint8Array[] = []) =>
    addCheckpoint(
      formatAddCheckpoint({ old, proof, checkpoint: signCheckpoint({ origin, size, root }, [signer]) }),
    )
  const held = async () => {
    const { rows } = await xb.node.audit.pool.query<{ size: string }>(
      'select size from audit.witnessed where origin = $1',
      [origin],
    )
    return rows[0]?.size
  }
  for (const turn of ['first', 'again']) {
    t.equal((await ask(0n, 0n, emptyRoot())).statusCode, 200, `an empty log, ${turn}`)
    t.equal(await held(), '0')
  }
  t.equal((await ask(0n, 0n, newSeed())).statusCode, 400, 'an empty log has one root')
  t.equal((await ask(1n, 0n, emptyRoot())).statusCode, 400)
  t.match(await ask(5n, 5n, newSeed()), { statusCode: 409, body: '0\n' })
  t.equal(
    (await ask(0n, 2n ** 60n, newSeed(), [newSeed()])).statusCode,
    422,
    'nothing has to be proven of it',
  )

  // From a power of two to the next the proof is the root of the other half (RFC 6962, section 2.1.2).
  const [half, other] = [newSeed(), newSeed()]
  const whole = nodeHash(half, other)
  t.equal((await ask(0n, 2n ** 60n, half)).statusCode, 200)
  t.match(await ask(2n ** 60n - 1n, 2n ** 61n, whole, [other]), { statusCode: 409, body: `${2n ** 60n}\n` })
  t.match(await ask(2n ** 60n + 1n, 2n ** 61n, whole, [other]), { statusCode: 409, body: `${2n ** 60n}\n` })
  t.equal((await ask(2n ** 60n, 2n ** 61n, whole, [newSeed()])).statusCode, 422)
  t.equal((await ask(2n ** 60n, 2n ** 61n, whole, [other])).statusCode, 200)
  t.equal(await held(), String(2n ** 61n))
  t.match(await ask(2n ** 61n, 2n ** 61n, half), { statusCode: 409 }, 'another root')
  const [third, rest] = [newSeed(), newSeed()]
  const beyond = nodeHash(nodeHash(whole, third), rest)
  t.equal((await ask(2n ** 61n, 2n ** 63n, beyond, [third, rest])).statusCode, 400, 'no log is so large')
  t.equal((await ask(2n ** 61n, 2n ** 64n - 1n, newSeed())).statusCode, 400)
  t.match(await ask(0n, 2n ** 62n, whole), { statusCode: 409, body: `${2n ** 61n}\n` })
  t.equal(await held(), String(2n ** 61n))
})

t.test('a log that nobody confirms discloses nothing more, and records all the same', async (t) => {
  const net = await foundMembers(t, postgres, ['XA', 'XB'])
  const [xa, xb] = net.members
  if (xa === undefined || xb === undefined) throw new Error('no member')
  const service = await startMember(t, net, xa, { staleAfter: 10 })
  let other = await startMember(t, net, xb)
  const { accessLog, watchlist, audit } = xa.node
  const grouped = accessLog.grouped(watchlist.db)
  const confirmed = async () =>
    (await audit.pool.query('select from audit.cosigned where size > 0')).rowCount === 1
  await grouped.append(query())
  await until('the first confirmation', confirmed)

  await other.close()
  await audit.pool.query(`update audit.cosigned set witnessed_at = now() - interval '11 seconds'`)
  const stale = { code: 'witnessing-stale', status: 503 }
  for (const operation of disclosures) {
    await t.rejects(grouped.append(query({ operation })), stale, operation)
    const act = watchlist.transaction((tx) => accessLog.append(tx, [query({ operation })]))
    await t.rejects(act, stale, `${operation} in a transaction`)
  }
  const outcomes = await Promise.allSettled([
    grouped.append(query()),
    grouped.append(query({ outcome: 'denied', reason: 'forbidden' })),
    grouped.append(query({ operation: 'alert.approve', outcome: 'done' })),
    grouped.append(query({ operation: 'record.view', outcome: 'done' })),
  ])
  t.same(
    outcomes.map(({ status }) => status),
    ['rejected', 'fulfilled', 'fulfilled', 'fulfilled'],
    'refusals, decisions and auditors are recorded at the same time',
  )
  await until('readiness says so', async () => (await service.readiness()).checks.witnesses === false)

  other = await startMember(t, net, xb)
  await until('disclosures again', () => grouped.append(query()))
  const listed = await audit.pool.query<{ disclosures: string[] }>('select audit.disclosures()')
  t.strictSame(listed.rows[0]?.disclosures, disclosures, 'one list in both places')
})

t.test('a clock two hours off discloses nothing, until it is set', async (t) => {
  const net = await foundMembers(t, postgres, ['XA', 'XB', 'XC'])
  const [xa, xb, xc] = net.members
  if (xa === undefined || xb === undefined || xc === undefined) throw new Error('no member')
  const service = await startMember(t, net, xa)
  const { accessLog, watchlist, audit } = xa.node
  const grouped = accessLog.grouped(watchlist.db)
  const wrong = { code: 'clock-wrong', status: 503, message: /set it \(NTP\)/ }
  const off = (hours: number) => () => new Date(Date.now() + hours * 3_600_000)
  const ahead = async () =>
    (await audit.pool.query<{ ahead: number }>('select clock_ahead as ahead from audit.cosigned')).rows[0]
      ?.ahead ?? 0

  for (const hours of [2, -2]) {
    const others = [
      await startMember(t, net, xb, { clock: off(hours) }),
      await startMember(t, net, xc, { clock: off(hours) }),
    ]
    await until('the others say so', async () => Math.abs((await ahead()) + hours * 3600) < 60)
    for (const operation of disclosures)
      await t.rejects(grouped.append(query({ operation })), wrong, operation)
    await grouped.append(query({ outcome: 'denied', reason: 'forbidden' }))
    await until('readiness says so', async () => {
      const { checks, notices } = await service.readiness()
      return (
        checks.clock === false && /120 minutes (ahead of|behind) the witnesses/.test(String(notices.clock))
      )
    })
    for (const other of others) await other.close()
  }

  await startMember(t, net, xb, { clock: off(2) })
  await startMember(t, net, xc)
  await until('one clock against one: disclosures again', () => grouped.append(query()))

  const late = createAccessLog({
    jurisdiction: 'XA',
    storageKey: xa.node.storageKey,
    software: 'test',
    now: off(-2),
  })
  await t.rejects(late.grouped(watchlist.db).append(query()), wrong, "a service's clock")
  await until("the database's clock was put back", async () => {
    await audit.pool.query(
      `update audit.cosigned set witnessed_at = now() + interval '2 hours', clock_ahead = 0`,
    )
    return grouped.append(query()).then(
      () => false,
      (error: unknown) => hasErrorCode(error, 'clock-wrong'),
    )
  })
  await until('disclosures again', () => grouped.append(query()))
})

t.test('a database that was put back is noticed by the guard, and without it by the witnesses', async (t) => {
  const net = await foundMembers(t, postgres, ['XA', 'XB'])
  const [xa, xb] = net.members
  if (xa === undefined || xb === undefined) throw new Error('no member')
  const { node } = xa
  await startMember(t, net, xb)
  const first = await startMember(t, net, xa)
  await writeQueries(node, 5)
  await until('5 records are confirmed', async () => (await first.checkpoint()).includes('\n5\n'))
  const guardOfFive = readFileSync(node.guardFile)
  await node.superuser.pool.query(`
    create table public.log as table audit.log; create table public.tile as table audit.tile;
    create table public.bundle as table audit.bundle; create table public.cosigned as table audit.cosigned`)
  await writeQueries(node, 5)
  await until('10 records are confirmed', async () => (await first.checkpoint()).includes('\n10\n'))
  await first.close()
  const whole = await checkpointOf(node)
  await node.superuser.pool.query(`
    create table public.leaf as table audit.leaf;
    set session_replication_role = replica;
    alter table public.log rename to log5;
    create table public.log10 as table audit.log; create table public.tile10 as table audit.tile; create table public.bundle10 as table audit.bundle;
    delete from audit.log; insert into audit.log table public.log5;
    delete from audit.tile; insert into audit.tile table public.tile;
    delete from audit.bundle; insert into audit.bundle table public.bundle;
    delete from audit.cosigned; insert into audit.cosigned table public.cosigned;
    delete from audit.leaf where index >= 5;
    reset session_replication_role`)

  await t.rejects(
    createSequencer({ connection: node.audit, key: node.key, guard: node.guard }).sequenceOnce(),
    {
      code: 'log-behind',
      status: 500,
      title: /A restored backup/,
      detail: 'it has 5 records, 10 were signed',
    },
    'the guard remembers',
  )
  writeFileSync(node.guardFile, guardOfFive)
  const second = await startMember(t, net, xa)
  await writeQueries(node, 1)
  const notices = await until('the witness objects', async () => {
    const { notices: told } = await second.readiness()
    return /older than/.test(told?.sequencer ?? '') ? told : undefined
  })
  t.match(notices.sequencer, /older than what was signed.*5 records here, and 10 as a witness holds it/)
  t.match((await second.readiness()).checks, { sequencer: false })
  t.match(await checkpointOf(node), /\n5\n/, 'nothing was signed')
  await second.close()

  // The newer database is brought back, with what was recorded since.
  await node.superuser.pool.query(`
    set session_replication_role = replica;
    delete from audit.log; insert into audit.log table public.log10;
    delete from audit.tile; insert into audit.tile table public.tile10;
    delete from audit.bundle; insert into audit.bundle table public.bundle10;
    insert into audit.leaf select * from public.leaf where index >= 5;
    reset session_replication_role`)
  const third = await startMember(t, net, xa)
  await until('the log goes on', async () => (await third.checkpoint()).includes('\n11\n'))
  t.match(await verifyLog(node.audit.db, node.key, [whole]), { ok: true, records: 11, held: 1 })
})

t.test('a clock that stands still stops nothing', async (t) => {
  const net = await foundMembers(t, postgres, ['XA', 'XB'])
  const [xa, xb] = net.members
  if (xa === undefined || xb === undefined) throw new Error('no member')
  const stopped = new Date()
  const clock = () => stopped
  const service = await startMember(t, net, xa, { clock })
  await startMember(t, net, xb, { clock })
  for (const size of [2, 4, 6]) {
    await writeQueries(xa.node, 2)
    await until('confirmation', async () => (await service.checkpoint()).includes(`\n${size}\n`))
  }
  const held = [await service.checkpoint()]
  t.match(await verifyLog(xa.node.audit.db, xa.node.key, held), { ok: true, records: 6, held: 1 })
})

t.test('until its witnesses have said what they hold, a node that starts signs nothing', async (t) => {
  const net = await foundMembers(t, postgres, ['XA', 'XB'])
  const [xa, xb] = net.members
  if (xa === undefined || xb === undefined) throw new Error('no member')
  const service = await startMember(t, net, xa)
  await writeQueries(xa.node, 3)
  await delay(500)
  t.match(await checkpointOf(xa.node), /\n0\n/)
  t.match((await service.readiness()).notices.sequencer, /0 of 1 witnesses/)
  await startMember(t, net, xb)
  await until('the log goes on', async () => (await service.checkpoint()).includes('\n3\n'))
})

for (const [what, one, other] of [
  ['of one size', tree(['a', 4]), tree(['b', 4])],
  ['of two sizes', tree(['a', 4]), tree(['b', 7])],
] as const) {
  t.test(`a node that shows two histories ${what} to two others is caught by every other`, async (t) => {
    const net = await foundMembers(t, postgres, ['XA', 'XB', 'XC', 'XD'])
    const [xa, ...honest] = net.members
    if (xa === undefined) throw new Error('no member')
    const services = []
    for (const member of honest) services.push(await startMember(t, net, member, { quorum: '1/3' }))
    const [xb, xc, xd] = services
    if (xb === undefined || xc === undefined || xd === undefined) throw new Error('no service')
    // Its node runs as well and is honest about the history of four records: a stolen key is enough.
    const checkpoint = signCheckpoint({ origin: xa.node.key.origin, size: 9n, root: tree(['a', 9]).root }, [
      xa.node.key.signer,
    ])
    net.courier.set('XA', {
      addCheckpoint: async () => ({ status: 404, body: '' }),
      heads: async () => ({ v: 1, heads: [], evidence: [] }),
      proofs: async (sizes) => ({
        v: 1,
        checkpoint,
        proofs: await Promise.all(
          sizes.map(async (size) => ({
            size,
            root: Buffer.from(tree(['a', Number(size)]).root).toString('base64'),
            proof: (await tree(['a', 9]).from(BigInt(size))).map((hash) =>
              Buffer.from(hash).toString('base64'),
            ),
          })),
        ),
      }),
      inclusions: async () => ({ v: 1, inclusions: [] }),
    })
    t.equal((await xb.addCheckpoint(await request(xa, one, 0n))).statusCode, 200)
    t.equal((await xc.addCheckpoint(await request(xa, other, 0n))).statusCode, 200)
    for (const service of services) {
      await until('the alarm', async () =>
        /_equivocations\{service="audit"\} 1/.test(await service.metrics()),
      )
      const { ready, notices } = await service.readiness()
      t.equal(ready, true, 'what another node does does not stop this one')
      t.match(notices.equivocation, /test\/XA\/access-log: signed two histories/)
    }
    const refused = await xd.addCheckpoint(await request(xa, one, 0n))
    t.equal(refused.statusCode, 403, 'nobody cosigns that log any more')
  })
}

t.test('a log that cannot show how two checkpoints fit is not left alone', async (t) => {
  const net = await foundMembers(t, postgres, ['XA', 'XB', 'XC'])
  const [xa, xb, xc] = net.members
  if (xa === undefined || xb === undefined || xc === undefined) throw new Error('no member')
  let now = Date.now()
  const clock = () => new Date(now)
  const at = [
    await startMember(t, net, xb, { clock, quorum: '1/3' }),
    await startMember(t, net, xc, { clock, quorum: '1/3' }),
  ] as const
  t.equal((await at[0].addCheckpoint(await request(xa, tree(['a', 4]), 0n))).statusCode, 200)
  t.equal((await at[1].addCheckpoint(await request(xa, tree(['b', 7]), 0n))).statusCode, 200)
  await delay(1000)
  t.notOk((await at[0].readiness()).notices?.unsettled, 'a log may be away for a moment')
  now += 31_000
  for (const service of at) {
    const notice = await until('a notice', async () => (await service.readiness()).notices.unsettled)
    t.match(notice, /XA\/access-log: not shown to be one history/)
  }
})

t.test('a witness of other people confirms over HTTP, unchanged', async (t) => {
  const net = await foundMembers(t, postgres, ['XA', 'XB'])
  const [xa, xb] = net.members
  if (xa === undefined || xb === undefined) throw new Error('no member')
  const { witness } = logKeysFrom(newSeed())
  const key = { name: 'witness.example/w1', type: 4, publicKey: witness.publicKey }
  let held: Pick<Checkpoint, 'size'> = { size: 0n }
  const server = createServer((incoming, answer) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      const { old, checkpoint } = parseAddCheckpoint(Buffer.concat(chunks).toString('utf8'))
      if (incoming.url !== '/w/add-checkpoint' || old !== held.size) {
        answer.writeHead(409, { 'content-type': 'text/x.tlog.size' }).end(`${held.size}\n`)
        return
      }
      const { text } = parseNote(checkpoint)
      held = { size: BigInt(text.split('\n')[1] ?? '') }
      const signer = cosigner({ ...key, sign: (message) => witness.sign(message) }, () => 1_900_000_000n)
      answer.end(formatSignatureLines([{ ...signer, signature: signer.sign(text) }]))
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.close())
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  const neutral = `witness w1 ${formatVerifierKey(key)} http://127.0.0.1:${port}/w/`
  await startMember(t, net, xb)
  const service = await startMember(t, net, xa, { neutral })
  await writeQueries(xa.node, 2)
  const note = await until('confirmation', async () => {
    const checkpoint = await service.checkpoint()
    return checkpoint.includes('\n2\n') && checkpoint
  })
  const policy = parsePolicy((await service.app.inject('/policy')).body)
  t.equal(policy.quorum, 'quorum')
  const judged = policyVerifier(policy, verify).open(note, xa.node.key.origin, [xa.node.key.verifier])
  t.same([...judged.cosigned].toSorted(), ['XB-1', 'XB-2', 'w1'])
  t.equal(judged.quorum, true)
})

t.test('whatever fails between planning and signing, there is one log', async (t) => {
  const net = await foundMembers(t, postgres, ['XA'])
  const [xa] = net.members
  if (xa === undefined) throw new Error('no member')
  const { node } = xa
  const { key, guard, audit: connection } = node
  await writeQueries(node, 3)
  await sequenceAll(node)
  const held = [await checkpointOf(node)]
  const failure = new Error('failed')
  const faults: Record<string, () => Promise<unknown>> = {
    'the disk of the guard is full': () =>
      createSequencer({
        connection,
        key,
        guard: { ...guard, advance: () => Promise.reject(Object.assign(failure, { code: 'ENOSPC' })) },
      }).sequenceOnce(),
    'the guard is not written': () =>
      createSequencer({
        connection,
        key,
        guard: { ...guard, advance: () => Promise.reject(failure) },
      }).sequenceOnce(),
    'the guard is written, and the process is gone before it signs': () =>
      createSequencer({
        connection,
        key,
        guard: {
          ...guard,
          advance: async (from, next) => {
            await guard.advance(from, next)
            throw failure
          },
        },
      }).sequenceOnce(),
    'the key does not sign': () =>
      createSequencer({
        connection,
        guard,
        key: {
          ...key,
          signer: {
            ...key.signer,
            sign: () => {
              throw failure
            },
          },
        },
      }).sequenceOnce(),
  }
  for (const [what, fault] of Object.entries(faults)) {
    await writeQueries(node, 3)
    await t.rejects(fault(), failure, what)
    t.match(await verifyLog(connection.db, key, held), { ok: true }, `${what}: as it was`)
    const restarted = createSequencer({ connection, key, guard })
    t.match(await restarted.sequenceOnce(), { placed: 3 }, `${what}: and on`)
    t.match(await verifyLog(connection.db, key, held), { ok: true, held: held.length }, `${what}: one log`)
    held.push(await checkpointOf(node))
  }
  // Two processes, each with a guard of its own, take turns.
  const { createForkGuard, openForkGuard } = await import('../src/index.ts')
  const second = `${node.guardFile}.second`
  await createForkGuard(second, { origin: key.origin, size: 0n, root: emptyRoot() })
  const turns = [guard, openForkGuard(second)].map((own) => createSequencer({ connection, key, guard: own }))
  for (let i = 0; i < 6; i++) {
    await writeQueries(node, 2)
    t.match(await turns[i % 2]?.sequenceOnce(), { placed: 2 })
  }
  t.match(await verifyLog(connection.db, key, held), { ok: true, records: 27 })
  await t.rejects(createForkGuard(second, { origin: key.origin, size: 0n, root: emptyRoot() }), {
    code: 'already-exists',
  })
  await t.rejects(
    createSequencer({ connection, key, guard: openForkGuard(`${second}.gone`) }).sequenceOnce(),
    { code: 'guard-missing' },
  )
})
