import { mkdirSync, writeFileSync } from 'node:fs'
import type { Layout } from './layout.ts'
import { hubConfig } from './nats/hub-config.ts'
import { leafConfig } from './nats/leaf-config.ts'
import { natsReady } from './probes.ts'
import { programName } from './services.ts'
import type { State } from './state.ts'
import type { Program } from './supervisor/supervisor.ts'

/** The hub and one leaf per jurisdiction as programs; their configurations are written anew at every start. */
export function natsPrograms(layout: Layout, state: State, natsServer: string): readonly Program[] {
  const hub = hubConfig({
    listen: `127.0.0.1:${state.ports.hub}`,
    leafListen: `127.0.0.1:${state.ports['hub-leaf']}`,
    storeDirectory: layout.nats('hub'),
    operatorPublicKey: state.hubOperator.publicKey,
    members: state.jurisdictions.map(({ code }) => ({
      jurisdiction: code,
      publicKey: keyOf(state.hubUsers, code).publicKey,
    })),
  })
  const leaves = state.jurisdictions.map(({ code }) => {
    const name = programName(code, 'leaf')
    const text = leafConfig({
      jurisdiction: code,
      listen: `127.0.0.1:${state.ports[name]}`,
      hubAddress: `127.0.0.1:${state.ports['hub-leaf']}`,
      hubSeed: keyOf(state.hubUsers, code).seed,
      exchangePublicKey: keyOf(state.leafUsers, code).publicKey,
      auditPublicKey: keyOf(state.auditUsers, code).publicKey,
      storeDirectory: layout.nats(name),
    })
    return program(name, text)
  })
  return [program('hub', hub), ...leaves]

  function program(name: string, config: string): Program {
    mkdirSync(layout.nats(name), { recursive: true, mode: 0o700 })
    writeFileSync(layout.natsConfig(name), config, { mode: 0o600 })
    return {
      name,
      file: natsServer,
      args: ['-c', layout.natsConfig(name)],
      environment: { PATH: process.env.PATH },
      logFile: layout.log(name),
      stopSignal: 'SIGTERM',
      ready: () => natsReady(state.ports[name] ?? 0),
    }
  }
}

function keyOf<Key>(keys: Readonly<Record<string, Key>>, code: string): Key {
  const key = keys[code]
  if (key === undefined) throw new Error(`no NATS user is known for ${code}`)
  return key
}
