import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createUserKey, type UserKey } from '@crosswatch/bus'
import { Events, connect, nkeyAuthenticator, type ConnectionOptions, type NatsConnection } from 'nats'
import t, { type Test } from 'tap'
import { findNatsServer } from '../src/nats/find-server.ts'
import { hubConfig } from '../src/nats/hub-config.ts'
import { leafConfig } from '../src/nats/leaf-config.ts'
import { provisionHub } from '../src/nats/provision.ts'
import { reservePorts } from '../src/ports.ts'

const MEMBERS = ['XA', 'XB'] as const
type Member = (typeof MEMBERS)[number]

const cacheDirectory = new URL('../../.cache', import.meta.url).pathname
const program = await findNatsServer({ cacheDirectory, environment: process.env })

t.test('a hub and two leaves', async (t) => {
  const hub = await bringUp(t)

  await t.test('a publish through the leaf is acknowledged by the stream of the hub', async (t) => {
    const xa = await hub.atLeaf('XA')
    const ack = await retry(() =>
      xa.jetstream({ domain: 'hub', timeout: 500 }).publish('xw.feed.XA', new Uint8Array([1])),
    )
    t.match(ack, { stream: 'ALERTS', domain: 'hub', seq: 1 })
  })

  await t.test('the other member pulls the message from its own consumer and acknowledges it', async (t) => {
    const xb = await hub.atLeaf('XB')
    const consumer = await xb.jetstream({ domain: 'hub' }).consumers.get('ALERTS', 'xb')
    const message = await consumer.next({ expires: 5_000 })
    t.equal(message?.subject, 'xw.feed.XA')
    t.equal(await message?.ackAck(), true)
    t.equal((await consumer.info()).num_pending, 0)
  })

  await t.test(
    'publishing on the subject of another jurisdiction is refused at the leaf and at the hub',
    async (t) => {
      for (const connection of [await hub.atLeaf('XA'), await hub.atHub('XA')]) {
        const refused = firstRefusal(connection)
        await t.rejects(
          connection.jetstream({ domain: 'hub', timeout: 1_000 }).publish('xw.feed.XB', 'forged'),
        )
        t.match(await refused, /^publish xw.feed.XB$/)
      }
      const operator = await hub.asOperator()
      const { state } = await (await operator.jetstreamManager({ domain: 'hub' })).streams.info('ALERTS')
      t.equal(state.messages, 1, 'the stream holds what its issuer published and nothing else')
    },
  )

  await t.test('a leaf whose own server lets everything through is refused by the hub', async (t) => {
    const rogue = await hub.atRogueLeaf('XA')
    const ownFeed = () => rogue.jetstream({ domain: 'hub', timeout: 500 }).publish('xw.feed.XA', 'its own')
    t.equal((await retry(ownFeed)).seq, 2, 'the leaf reaches the hub')
    const heard: string[] = []
    rogue.subscribe('xw.>', { callback: (_error, message) => void heard.push(message.subject) })
    await rogue.flush()
    await (await hub.atLeaf('XB')).jetstream({ domain: 'hub' }).publish('xw.feed.XB', 'to the stream only')
    t.same(heard, [], 'it does not hear what others publish')
    await t.rejects(rogue.jetstream({ domain: 'hub', timeout: 1_000 }).publish('xw.feed.XB', 'forged'))
    await t.rejects(rogue.jetstream({ domain: 'hub', timeout: 1_000 }).consumers.get('ALERTS', 'xb'))
    const operator = await hub.asOperator()
    const { state } = await (await operator.jetstreamManager({ domain: 'hub' })).streams.info('ALERTS')
    t.equal(state.messages, 3)
  })

  await t.test(
    'the audit service may speak with witnesses, as its own jurisdiction, and about nothing else',
    async (t) => {
      const [xa, xb] = [await hub.atLeafAsAudit('XA'), await hub.atLeafAsAudit('XB')]
      const answering = (subject: string) =>
        xb.subscribe(subject, { callback: (_error, message) => void message.respond('cosigned') })
      answering('xw.req.XB.XA.log-checkpoint')
      await xb.flush()
      const ask = (subject: string) => xa.request(subject, 'a checkpoint', { timeout: 500 })
      t.equal((await retry(() => ask('xw.req.XB.XA.log-checkpoint'))).string(), 'cosigned')
      for (const subject of ['xw.req.XB.XA.entries', 'xw.req.XA.XB.log-checkpoint', 'xw.feed.XA']) {
        const refused = firstRefusal(xa)
        await t.rejects(ask(subject))
        t.equal(await refused, `publish ${subject}`)
      }
    },
  )

  await t.test('pulling from the consumer of another jurisdiction is refused', async (t) => {
    for (const connection of [await hub.atLeaf('XA'), await hub.atHub('XA')]) {
      const refused = firstRefusal(connection)
      await t.rejects(connection.request('$JS.hub.API.CONSUMER.MSG.NEXT.ALERTS.xb', '', { timeout: 1_000 }))
      t.match(await refused, /^publish .*CONSUMER.MSG.NEXT.ALERTS.xb$/)
    }
  })

  await t.test('deleting the stream or a consumer is refused to a member', async (t) => {
    const xa = await hub.atHub('XA')
    await t.rejects(xa.request('$JS.hub.API.STREAM.DELETE.ALERTS', '', { timeout: 500 }))
    await t.rejects(xa.request('$JS.hub.API.CONSUMER.DELETE.ALERTS.xa', '', { timeout: 500 }))
    await t.rejects(xa.request('$JS.API.STREAM.PURGE.ALERTS', '', { timeout: 500 }))
  })

  await t.test('listening to the feed or to the requests of others is refused', async (t) => {
    const xa = await hub.atHub('XA')
    for (const subject of ['xw.feed.XB', 'xw.req.XB.>', '>']) {
      const refused = firstRefusal(xa)
      xa.subscribe(subject, { callback: (error) => void (error === null && t.fail(`heard ${subject}`)) })
      t.match(await refused, /^subscription /)
    }
  })

  await t.test('a request crosses from one leaf to the other and its answer comes back', async (t) => {
    const [xa, xb] = [await hub.atLeaf('XA'), await hub.atLeaf('XB')]
    xb.subscribe('xw.req.XB.XA.>', {
      callback: (_error, message) => void message.respond(`${message.subject.split('.').at(-1)} answered`),
    })
    await xb.flush()
    const answer = await retry(() => xa.request('xw.req.XB.XA.entries', 'from 7', { timeout: 500 }))
    t.equal(answer.string(), 'entries answered')
    const refused = firstRefusal(xa)
    await t.rejects(xa.request('xw.req.XA.XB.entries', '', { timeout: 500 }), 'not in the name of another')
    t.match(await refused, /^publish xw.req.XA.XB.entries$/)
  })

  await t.test('a deleted stream comes back with its consumers and takes messages again', async (t) => {
    const operator = await hub.asOperator()
    const manager = await operator.jetstreamManager({ domain: 'hub' })
    await manager.streams.delete('ALERTS')
    const xa = await hub.atLeaf('XA')
    const ack = await retry(() =>
      xa.jetstream({ domain: 'hub', timeout: 500 }).publish('xw.feed.XA', 'again'),
    )
    t.equal(ack.seq, 1)
    const xb = await hub.atLeaf('XB')
    const consumer = await retry(() =>
      xb.jetstream({ domain: 'hub', timeout: 500 }).consumers.get('ALERTS', 'xb'),
    )
    const message = await consumer.next({ expires: 5_000 })
    t.equal(message?.string(), 'again')
  })
})

/** A running hub with a leaf per member, and connections of every kind; all gone when the test ends. */
async function bringUp(t: Test) {
  const directory = await mkdtemp(join(tmpdir(), 'crosswatch-nats-'))
  t.teardown(() => rm(directory, { recursive: true, force: true }))
  const reservation = await reservePorts(['hub', 'hubLeaf', 'XA', 'XB', 'rogue'])
  t.teardown(() => reservation[Symbol.dispose]())
  const { ports } = reservation
  const url = (name: string) => `nats://127.0.0.1:${ports[name]}`
  const operator = createUserKey()
  const hubKeys: Record<Member, UserKey> = { XA: createUserKey(), XB: createUserKey() }
  const leafKeys: Record<Member, UserKey> = { XA: createUserKey(), XB: createUserKey() }
  const auditKeys: Record<Member, UserKey> = { XA: createUserKey(), XB: createUserKey() }
  await runServer(
    t,
    join(directory, 'hub'),
    hubConfig({
      listen: `127.0.0.1:${ports.hub}`,
      leafListen: `127.0.0.1:${ports.hubLeaf}`,
      storeDirectory: join(directory, 'hub'),
      operatorPublicKey: operator.publicKey,
      members: MEMBERS.map((jurisdiction) => ({ jurisdiction, publicKey: hubKeys[jurisdiction].publicKey })),
    }),
  )
  const provisioning = await provisionHub({
    hubUrl: url('hub'),
    operatorSeed: operator.seed,
    members: MEMBERS,
    everyMs: 200,
  })
  t.teardown(() => provisioning[Symbol.asyncDispose]())
  const leafText = (jurisdiction: Member, store: string, port: number) =>
    leafConfig({
      jurisdiction,
      listen: `127.0.0.1:${port}`,
      hubAddress: `127.0.0.1:${ports.hubLeaf}`,
      hubSeed: hubKeys[jurisdiction].seed,
      exchangePublicKey: leafKeys[jurisdiction].publicKey,
      auditPublicKey: auditKeys[jurisdiction].publicKey,
      storeDirectory: store,
    })
  for (const member of MEMBERS) {
    const store = join(directory, member)
    await runServer(t, store, leafText(member, store, ports[member] ?? 0))
  }
  const open = async (server: string, seed: string) => {
    const connection = await connect(withSeed(server, seed))
    t.teardown(() => connection.close())
    return connection
  }
  return {
    atLeaf: (member: Member) => open(url(member), leafKeys[member].seed),
    atLeafAsAudit: (member: Member) => open(url(member), auditKeys[member].seed),
    atHub: (member: Member) => open(url('hub'), hubKeys[member].seed),
    asOperator: () => open(url('hub'), operator.seed),
    /** A second leaf with the member's own hub seed and no local limits. */
    async atRogueLeaf(member: Member) {
      const store = join(directory, `rogue-${member}`)
      const unlimited = leafText(member, store, ports.rogue ?? 0)
        .replace(/\{ # the exchange service[^]*?\n {6}\}/, `{ nkey: ${leafKeys[member].publicKey} }`)
        .replace(/\{ # the audit service[^]*?\n {6}\}/, '')
        .replace(`domain: ${member.toLowerCase()}`, 'domain: rogue')
      t.notMatch(unlimited, /permissions/)
      await runServer(t, store, unlimited)
      return open(url('rogue'), leafKeys[member].seed)
    },
  }
}

function withSeed(servers: string, seed: string): ConnectionOptions {
  return {
    servers,
    authenticator: nkeyAuthenticator(new TextEncoder().encode(seed)),
    noAsyncTraces: true,
    waitOnFirstConnect: true,
  }
}

async function runServer(t: Test, directory: string, config: string) {
  await mkdir(directory, { recursive: true })
  await writeFile(join(directory, 'nats.conf'), config, { mode: 0o600 })
  const child = spawn(program, ['-c', join(directory, 'nats.conf'), '-l', join(directory, 'log')], {
    stdio: 'ignore',
  })
  const exited = new Promise((resolve) => child.once('exit', resolve))
  t.teardown(async () => {
    child.kill('SIGTERM')
    await exited
  })
}

/** The text of the next permission error on a connection. */
async function firstRefusal(connection: NatsConnection): Promise<string> {
  for await (const status of connection.status()) {
    const { operation, subject } = status.permissionContext ?? {}
    if (status.type === Events.Error) return `${operation} ${subject}`
  }
  return 'closed'
}

async function retry<T>(work: () => Promise<T>, attempts = 40): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt === attempts) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}
