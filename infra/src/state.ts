import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createUserKey, type UserKey } from '@crosswatch/bus'
import { demoUsers, type DemoUser } from './demo-users.ts'
import { demoJurisdictions, type Jurisdiction } from './jurisdictions.ts'
import { newPassword, newSecret } from './secrets.ts'

/** What is chosen when a federation begins and kept for its life. Holds secrets: mode 0600. */
export type State = {
  readonly version: 4
  readonly jurisdictions: readonly Jurisdiction[]
  /** By name of the listener: `postgres`, `hub`, `hub-leaf`, `xa-leaf`, `xa-gateway`. */
  readonly ports: Readonly<Record<string, number>>
  readonly postgresPassword: string
  /** Passwords of the services' database roles, by `xa_alerts`. */
  readonly databasePasswords: Readonly<Record<string, string>>
  readonly hubOperator: UserKey
  /** By jurisdiction: the user at the hub, and the users of the exchange and the audit service at its leaf. */
  readonly hubUsers: Readonly<Record<string, UserKey>>
  readonly leafUsers: Readonly<Record<string, UserKey>>
  readonly auditUsers: Readonly<Record<string, UserKey>>
  readonly users: readonly DemoUser[]
  /** Whether every node was ready once: until then their feeds and logs may begin. */
  readonly founded: boolean
  /** Whether the example data was loaded. */
  readonly examplesLoaded: boolean
}

export function newState(nodes: number, services: readonly string[]): State {
  const jurisdictions = demoJurisdictions(nodes)
  const codes = jurisdictions.map(({ code }) => code)
  const roles = codes.flatMap((code) => services.map((service) => `${code.toLowerCase()}_${service}`))
  return {
    version: 4,
    jurisdictions,
    ports: {},
    postgresPassword: newSecret(),
    databasePasswords: Object.fromEntries(roles.map((role) => [role, newSecret()])),
    hubOperator: createUserKey(),
    hubUsers: Object.fromEntries(codes.map((code) => [code, createUserKey()])),
    leafUsers: Object.fromEntries(codes.map((code) => [code, createUserKey()])),
    auditUsers: Object.fromEntries(codes.map((code) => [code, createUserKey()])),
    users: jurisdictions.flatMap((jurisdiction) => demoUsers(jurisdiction, newPassword)),
    founded: false,
    examplesLoaded: false,
  }
}

export function readState(file: string): State | undefined {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
  const state: State = JSON.parse(text)
  if (state.version !== 4)
    throw new Error(`${file} was written by another version; use --fresh to start over`)
  return state
}

export function writeSecretJson(file: string, value: unknown): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}
