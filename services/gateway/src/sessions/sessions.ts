import { randomBytes } from '@crosswatch/crypto'
import type { Connection, Executor } from '@crosswatch/database'
import { sha256, type Clock } from '@crosswatch/protocol'
import type { AccessLog } from '@crosswatch/service-kit'
import type { Account } from '../accounts/account.ts'
import {
  deleteEndedSessions,
  deleteSession,
  findSession,
  insertSession,
  setBreakGlass,
  touchSession,
  type BreakGlassUse,
} from './session-store.ts'

export interface SessionsOptions {
  readonly connection: Pick<Connection, 'db' | 'transaction'>
  readonly accessLog: Pick<AccessLog, 'append'>
  readonly now: Clock
  readonly idleMinutes: number
  readonly hours: number
}

/** Who is at the console. */
export interface Session {
  readonly account: Account
  readonly csrfSecret: string
  /** While it acts under break-glass. */
  readonly breakGlass?: BreakGlassUse
}

export interface Sessions {
  /** Begins a session as part of the transaction that signs in. Answers with the secret for the cookie. */
  begin(tx: Executor, account: Account): Promise<string>
  /** @param secret from a cookie: anybody can have written it */
  find(secret: string): Promise<Session | undefined>
  /** From now on the session acts under break-glass, or no longer. */
  useBreakGlass(secret: string, use: BreakGlassUse | undefined): Promise<void>
  /** Signs out, and records it. */
  end(secret: string, account: Account): Promise<void>
}

const secretPattern = /^[A-Za-z0-9_-]{43}$/
/** How exactly it is kept when somebody was last seen: one write a minute is enough. */
const touchMs = 60_000

export function createSessions(options: SessionsOptions): Sessions {
  const { connection, accessLog, now, idleMinutes, hours } = options
  const limits = (time: Date) => ({ now: time, seenAfter: new Date(time.getTime() - idleMinutes * 60_000) })

  return {
    async begin(tx, account) {
      const secret = Buffer.from(randomBytes(32)).toString('base64url')
      const time = now()
      await deleteEndedSessions(tx, limits(time))
      await insertSession(tx, {
        idHash: hashOf(secret),
        userId: account.id,
        csrfSecret: Buffer.from(randomBytes(24)).toString('base64url'),
        createdAt: time,
        lastSeenAt: time,
        expiresAt: new Date(time.getTime() + hours * 3_600_000),
      })
      return secret
    },

    async find(secret) {
      if (!secretPattern.test(secret)) return undefined
      const time = now()
      const found = await findSession(connection.db, hashOf(secret), limits(time))
      if (found === undefined) return undefined
      if (time.getTime() - found.lastSeenAt.getTime() > touchMs) {
        await touchSession(connection.db, hashOf(secret), time)
      }
      const { account, csrfSecret, breakGlass: id, breakGlassUntil: until } = found
      const inForce = id !== null && until !== null && time < until
      return { account, csrfSecret, ...(inForce && { breakGlass: { id, until } }) }
    },

    useBreakGlass: (secret, use) => setBreakGlass(connection.db, hashOf(secret), use),

    async end(secret, { name, roles, authority }) {
      await connection.transaction(async (tx) => {
        await deleteSession(tx, hashOf(secret))
        await accessLog.append(tx, [
          { operation: 'sign-out', officer: name, authority, roles: [...roles], outcome: 'done' },
        ])
      })
    },
  }
}

function hashOf(secret: string): Uint8Array {
  return sha256(Buffer.from(secret, 'base64url'))
}
