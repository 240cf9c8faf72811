import {
  type Federation,
  keyIdOf,
  keyOf,
  readKeyEvent,
  type KeyEvent,
  verifySignature,
} from '@crosswatch/crypto'
import type { Executor } from '@crosswatch/database'
import { type JurisdictionCode, parseEnvelope } from '@crosswatch/protocol'
import {
  ed25519Verifier,
  formatVerifierKey,
  logNoteKey,
  logOrigin,
  type NoteVerifier,
  witnessNoteKey,
} from '@crosswatch/transparency'
import { readKeyStatements } from '../store/witness-store.ts'

/** What the root of a member says about its log and its witness. */
export interface LogMember {
  readonly jurisdiction: JurisdictionCode
  readonly origin: string
  /** Keys that may sign checkpoints of the log today. */
  readonly logKeys: readonly NoteVerifier[]
  /** Keys that ever might: what they signed, they signed. */
  readonly everyLogKey: readonly NoteVerifier[]
  /** Keys with which the member cosigns the logs of others today: vkeys. */
  readonly witnessKeys: readonly string[]
}

/** All members of the federation by the origin of their log, as their roots certified them. */
export type LogMembers = ReadonlyMap<string, LogMember>

/** Reads the statements of all roots, and verifies each under the root that the pinned federation document names. */
export async function loadMembers(
  executor: Executor,
  federation: Federation,
  now: Date,
): Promise<LogMembers> {
  const events = new Map<string, KeyEvent[]>()
  for (const { issuer, envelope } of await readKeyStatements(executor)) {
    const member = federation.members.get(issuer)
    if (member === undefined) continue
    const owner = { federation: federation.name, jurisdiction: issuer, rootKey: member.rootKey }
    events.set(issuer, [...(events.get(issuer) ?? []), readKeyEvent(parseEnvelope(envelope), owner)])
  }
  return new Map(
    [...federation.members.keys()].map((jurisdiction) => {
      const origin = logOrigin(federation.name, jurisdiction)
      return [
        origin,
        {
          jurisdiction,
          origin,
          ...keysOf(federation.name, jurisdiction, events.get(jurisdiction) ?? [], now),
        },
      ]
    }),
  )
}

function keysOf(federation: string, jurisdiction: string, events: readonly KeyEvent[], now: Date) {
  const at = now.toISOString()
  const revoked = new Set(
    events.flatMap((event) => (event.kind === 'revocation' ? [event.revocation.keyid] : [])),
  )
  const statements = events.flatMap((event) => (event.kind === 'key' ? [event.statement] : []))
  const inForce = statements.filter(
    (statement) =>
      statement.validFrom <= at && at < statement.validUntil && !revoked.has(keyIdOf(keyOf(statement))),
  )
  const verifiers = (from: typeof statements) =>
    from
      .filter(({ use }) => use === 'log')
      .map((statement) =>
        ed25519Verifier(
          formatVerifierKey(logNoteKey(federation, jurisdiction, keyOf(statement))),
          verifySignature,
        ),
      )
  return {
    logKeys: verifiers(inForce),
    everyLogKey: verifiers(statements),
    witnessKeys: inForce
      .filter(({ use }) => use === 'witness')
      .map((statement) => formatVerifierKey(witnessNoteKey(federation, jurisdiction, keyOf(statement)))),
  }
}
