import { setTimeout as delay } from 'node:timers/promises'
import t, { type Test } from 'tap'
import {
  connectBus,
  connectHub,
  type Bus,
  type BusMessage,
  type BusStatus,
  type ConsumerState,
} from '@crosswatch/bus'
import { natsServer, startTestHub, type TestHub } from './servers.ts'

const program = natsServer()
const skip = program === undefined && process.env['CROSSWATCH_REQUIRE_ALL'] !== '1' ? 'no nats-server' : false
const bytes = (text: string) => new TextEncoder().encode(text)
const text = (data: Uint8Array) => new TextDecoder().decode(data)

t.test('messages between jurisdictions', { skip }, async (t) => {
  const hub = await startHub(t)
  const xa = await openBus(t, hub, 'XA')
  const xb = await openBus(t, hub, 'XB')

  await t.test('a publish is acknowledged by the hub, and a repetition is recognised', async (t) => {
    const first = await eventually(() => xa.publish('xw.feed.XA', bytes('1'), { id: 'one' }))
    t.equal(first.duplicate, false)
    const again = await xa.publish('xw.feed.XA', bytes('1'), { id: 'one' })
    t.same(again, { duplicate: true, sequence: first.sequence })
    const second = await xa.publish('xw.feed.XA', bytes('2'), { id: 'two' })
    t.equal(second.sequence, first.sequence + 1)
  })

  await t.test('nobody publishes as somebody else', async (t) => {
    const refused: BusStatus[] = []
    const watched = await openBus(t, hub, 'XA', { onStatus: (status) => refused.push(status) })
    await eventually(async () => watched.publish('xw.feed.XA', bytes('x'), { id: 'x' }))
    await t.rejects(watched.publish('xw.feed.XB', bytes('forged'), { id: 'f' }), { code: 'bus-refused' })
    t.match(refused, [{ kind: 'connected' }, { kind: 'refused', detail: 'publish xw.feed.XB' }])
    await t.rejects(watched.publish('xw.nowhere', bytes('x'), { id: 'y' }), { code: 'bus-refused' })
    await t.rejects(watched.publish('xw.feed.XA', new Uint8Array(1_100_000), { id: 'z' }), {
      code: 'payload-too-large',
    })
  })

  await t.test('a consumer gets everything in order, and again what it did not acknowledge', async (t) => {
    const stop = new AbortController()
    const seen: string[] = []
    const attempts = new Map<string, number[]>()
    for (let n = 0; n < 600; n++) await xa.publish('xw.feed.XA', bytes(`m${n}`), { id: `m${n}` })
    const largest = { size: 0 }
    const consuming = xb.consume(
      { stream: 'ALERTS', durable: 'xb', signal: stop.signal },
      async (messages) => {
        largest.size = Math.max(largest.size, messages.length)
        for (const message of messages) {
          const what = text(message.data)
          attempts.set(what, [...(attempts.get(what) ?? []), message.redeliveries])
          if (what === 'm7' && message.redeliveries < 2) message.retry(10)
          else if (what === 'm8') message.discard('poison')
          else {
            message.ack()
            seen.push(what)
          }
        }
      },
    )
    await until(() => seen.includes('m599') && seen.includes('m7'))
    t.same(
      seen.filter((what) => what.startsWith('m') && what !== 'm7'),
      Array.from({ length: 600 }, (_, n) => `m${n}`).filter((what) => what !== 'm7' && what !== 'm8'),
    )
    t.same(attempts.get('m7'), [0, 1, 2])
    t.same(attempts.get('m8'), [0])
    t.ok(largest.size > 1 && largest.size <= 256, `batches of up to ${largest.size}`)

    const delays: number[] = []
    for (let n = 0; n < 21; n++) {
      const began = performance.now()
      await xa.publish('xw.feed.XA', bytes(`quick${n}`), { id: `quick${n}` })
      await until(() => seen.includes(`quick${n}`))
      delays.push(Math.round(performance.now() - began))
    }
    t.comment(`publish to handler, ms: ${delays.toSorted((a, b) => a - b).join(' ')}`)
    stop.abort()
    await consuming
  })

  await t.test('what a handler throws comes again', async (t) => {
    const stop = new AbortController()
    const errors: unknown[] = []
    let calls = 0
    const consuming = xb.consume(
      { stream: 'ALERTS', durable: 'xb', signal: stop.signal, onError: (error) => errors.push(error) },
      async (messages) => {
        calls++
        if (calls === 1) throw new Error('database away')
        for (const message of messages) message.ack()
        if (messages.some(({ data }) => text(data) === 'thrown')) stop.abort()
      },
    )
    await xa.publish('xw.feed.XA', bytes('thrown'), { id: 'thrown' })
    await consuming
    t.equal(errors.length, 1)
    t.equal(calls, 2)
  })

  await t.test('what was handed out and not taken when consuming ends is delivered at once', async (t) => {
    const first = new AbortController()
    const consuming = xb.consume({ stream: 'ALERTS', durable: 'xb', signal: first.signal }, async () => {
      first.abort()
    })
    await xa.publish('xw.feed.XA', bytes('left'), { id: 'left' })
    await consuming
    const second = new AbortController()
    const began = performance.now()
    const got: BusMessage[] = []
    await xb.consume({ stream: 'ALERTS', durable: 'xb', signal: second.signal }, async (messages) => {
      got.push(...messages)
      for (const message of messages) message.ack()
      second.abort()
    })
    t.equal(got.length, 1)
    t.ok(performance.now() - began < 3_000)
  })

  await t.test('nobody pulls the messages of somebody else', async (t) => {
    const states: ConsumerState[] = []
    const stop = new AbortController()
    const consuming = xa.consume(
      { stream: 'ALERTS', durable: 'xb', signal: stop.signal, onState: (state) => states.push(state) },
      async () => void t.fail('must not get anything'),
    )
    await xa.publish('xw.feed.XA', bytes('private'), { id: 'private' })
    await until(() => states.length > 0)
    await delay(300)
    stop.abort()
    await consuming
    t.same(states, ['refused'])
  })

  await t.test(
    'a question is answered across the border, and a failure is told without its reason',
    async (t) => {
      const answering = xb.respond('xw.req.XB.XA.>', async (data, subject) => {
        if (text(data) === 'bad') throw new Error('secret reason')
        return bytes(`${subject} ${text(data)}`)
      })
      t.teardown(() => answering[Symbol.dispose]())
      const answer = await eventually(() =>
        xa.request('xw.req.XB.XA.entries', bytes('hello'), { timeoutMs: 2_000 }),
      )
      t.equal(text(answer), 'xw.req.XB.XA.entries hello')
      await t.rejects(xa.request('xw.req.XB.XA.entries', bytes('bad'), { timeoutMs: 2_000 }), {
        code: 'peer-refused',
      })
      await t.rejects(xa.request('xw.req.XC.XA.entries', bytes('x'), { timeoutMs: 500 }), {
        code: 'bus-unavailable',
      })
      await t.rejects(xa.request('xw.req.XB.XB.entries', bytes('as XB'), { timeoutMs: 500 }), {
        code: 'bus-refused',
      })
    },
  )
})

t.test('servers that go away', { skip }, async (t) => {
  const hub = await startHub(t)
  const xa = await openBus(t, hub, 'XA')
  const xb = await openBus(t, hub, 'XB')
  const got = new Set<string>()
  const states: ConsumerState[] = []
  const stop = new AbortController()
  const consuming = xb.consume(
    { stream: 'ALERTS', durable: 'xb', signal: stop.signal, onState: (state) => states.push(state) },
    async (messages) => {
      for (const message of messages) {
        got.add(text(message.data))
        message.ack()
      }
    },
  )
  const answering = xb.respond('xw.req.XB.XA.>', (data) => data)
  t.teardown(() => answering[Symbol.dispose]())
  const deliver = async (what: string) => {
    await eventually(() => xa.publish('xw.feed.XA', bytes(what), { id: what }), 30_000)
    const began = performance.now()
    await until(() => got.has(what), 30_000)
    return Math.round(performance.now() - began)
  }
  await deliver('before')

  await t.test('the hub is killed and comes back', async (t) => {
    await hub.killHub()
    await t.rejects(xa.publish('xw.feed.XA', bytes('lost'), { id: 'lost' }), /try again/)
    await until(() => states.at(-1) === 'disconnected')
    await hub.startHub()
    t.comment(`delivered ${await deliver('after the hub')} ms after its publish`)
    t.equal(states.at(-1), 'consuming')
  })

  await t.test('either leaf is killed and comes back', async (t) => {
    for (const code of ['XA', 'XB']) {
      await hub.killLeaf(code)
      await until(() => !(code === 'XA' ? xa : xb).isConnected())
      if (code === 'XA') {
        await t.rejects(xa.publish('xw.feed.XA', bytes('no'), { id: 'no' }), { code: 'bus-unavailable' })
      }
      await hub.startLeaf(code)
      t.comment(`delivered ${await deliver(`after leaf ${code}`)} ms after its publish`)
    }
    const answer = await eventually(() => xa.request('xw.req.XB.XA.x', bytes('still'), { timeoutMs: 1_000 }))
    t.equal(text(answer), 'still', 'answers survive too')
  })

  await t.test('the stream is deleted and made again', async (t) => {
    const operator = connectHub({ ...hub.operator, name: 'operator', domain: 'hub' })
    t.teardown(() => operator[Symbol.asyncDispose]())
    const { connect, nkeyAuthenticator } = await import('nats')
    const authenticator = nkeyAuthenticator(bytes(hub.operator.seed))
    const connection = await connect({ servers: hub.operator.url, authenticator })
    const manager = await connection.jetstreamManager({ domain: 'hub' })
    await manager.streams.delete('ALERTS')
    await until(() => states.at(-1) === 'missing')
    await t.rejects(xa.publish('xw.feed.XA', bytes('nowhere'), { id: 'nowhere' }), /try again/)
    await provision(operator)
    t.comment(`delivered ${await deliver('after the deletion')} ms after its publish`)
    await connection.close()
  })

  stop.abort()
  await consuming
})

t.test('a bus is opened before its server is there', { skip }, async (t) => {
  const hub = await startHub(t)
  await hub.killLeaf('XA')
  const bus = await openBus(t, hub, 'XA')
  t.equal(bus.isConnected(), false)
  await t.rejects(bus.publish('xw.feed.XA', bytes('x'), { id: 'x' }), { code: 'bus-unavailable' })
  const stop = new AbortController()
  const got: string[] = []
  const consuming = bus.consume(
    { stream: 'ALERTS', durable: 'xa', signal: stop.signal },
    async (messages) => {
      for (const message of messages) {
        got.push(text(message.data))
        message.ack()
      }
    },
  )
  await hub.startLeaf('XA')
  await eventually(() => bus.publish('xw.feed.XA', bytes('late'), { id: 'late' }))
  await until(() => got.includes('late'))
  t.pass('and works once it is')
  stop.abort()
  await consuming

  const idle = await connectBus({ url: 'nats://127.0.0.1:1', name: 'nobody', domain: 'hub' })
  const waiting = idle.consume(
    { stream: 'S', durable: 'd', signal: new AbortController().signal },
    async () => {},
  )
  await idle[Symbol.asyncDispose]()
  await waiting
  t.pass('closing ends what waits')
})

t.test('a bus is closed while it is connecting', { skip, timeout: 20_000 }, async (t) => {
  const hub = await startHub(t)
  const bus = await openBus(t, hub, 'XA')
  await bus[Symbol.asyncDispose]()
  t.equal(bus.isConnected(), false)
})

async function startHub(t: Test): Promise<TestHub> {
  if (program === undefined)
    throw new Error('no nats-server: put one on the PATH or name it in NATS_SERVER_BIN')
  const hub = await startTestHub(program, ['XA', 'XB', 'XC'])
  t.teardown(() => hub[Symbol.asyncDispose]())
  await using operator = connectHub({ ...hub.operator, name: 'operator', domain: 'hub' })
  await provision(operator)
  await provision(operator)
  return hub
}

async function provision(operator: ReturnType<typeof connectHub>) {
  await operator.ensureStream({ name: 'ALERTS', subjects: ['xw.feed.*'] })
  for (const durable of ['xa', 'xb', 'xc']) await operator.ensureConsumer('ALERTS', durable)
}

async function openBus(
  t: Test,
  hub: TestHub,
  code: string,
  options: { onStatus?: (status: BusStatus) => void } = {},
): Promise<Bus> {
  const member = hub.members[code]
  const bus = await connectBus({
    url: member?.leafUrl ?? '',
    seed: member?.seed,
    name: code,
    domain: 'hub',
    ...options,
  })
  t.teardown(() => bus[Symbol.asyncDispose]())
  return bus
}

async function until(condition: () => boolean, limitMs = 20_000) {
  const end = performance.now() + limitMs
  while (!condition()) {
    if (performance.now() > end) throw new Error('did not happen in time')
    await delay(1)
  }
}

async function eventually<T>(operation: () => Promise<T>, limitMs = 10_000): Promise<T> {
  const end = performance.now() + limitMs
  for (;;) {
    try {
      return await operation()
    } catch (error) {
      if (performance.now() > end) throw error
      await delay(100)
    }
  }
}
