import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Client } from '@crosswatch/client'
import { CryptoError, type Federation, keyOf, readKeyEvent } from '@crosswatch/crypto'
import { FormatError, type KeyUse } from '@crosswatch/protocol'
import {
  formatVerifierKey,
  logNoteKey,
  logOrigin,
  parseVerifierKey,
  TransparencyError,
} from '@crosswatch/transparency'
import { Option } from 'commander'
import { trustedFederation, type TrustOptions, trustOptions } from '../../connect/trusted-federation.ts'
import { CommandError, exitCodes, usageError } from '../../errors.ts'
import type { Terminal } from '../../terminal.ts'

export interface LogKeyOptions extends TrustOptions {
  readonly vkey?: string
}

export const logKeyOptions: readonly Option[] = [
  new Option('--vkey <key>', "the log's public key (name+id+key), or a file that holds it"),
  ...trustOptions('auditor'),
]

/** A log's public key, and why it is believed. */
export interface TrustedLogKey {
  readonly vkey: string
  readonly origin: string
  /** `given`: by the auditor. `root`: the jurisdiction's root certified it, in the federation that was pinned. */
  readonly from: 'given' | 'root'
}

/** The key that the auditor holds. @throws {CommandError} if it is none */
export async function givenLogKey(given: string, { directory }: Terminal): Promise<TrustedLogKey> {
  const text = /\+[0-9a-f]{8}\+/.test(given) ? given : await readFile(resolve(directory, given), 'utf8')
  const vkey = text.trim()
  try {
    return { vkey, origin: parseVerifierKey(vkey).name, from: 'given' }
  } catch (cause) {
    if (!(cause instanceof TransparencyError)) throw cause
    throw usageError(`--vkey: ${cause.message}`)
  }
}

/**
 * The log's key: `--vkey`, or the newest log key that the jurisdiction's root certified. The statement may come from the very
 * node that keeps the log, since only the root can sign it, and the pinned federation document says which root that is.
 *
 * @throws {CommandError} if there is no document, or no certified key
 */
export async function trustedLogKey(
  options: LogKeyOptions,
  terminal: Terminal,
  client: Client,
): Promise<TrustedLogKey> {
  if (options.vkey !== undefined) return givenLogKey(options.vkey, terminal)
  const federation = await trustedFederation(options, terminal)
  if (federation === undefined) {
    throw usageError(
      'A key from the node that keeps the log proves nothing: give --vkey, or --federation-file with --pin.',
    )
  }
  const { jurisdiction } = await client.feeds.federation()
  const vkey = await certifiedKey(federation, jurisdiction, client)
  return { vkey, origin: logOrigin(federation.name, jurisdiction), from: 'root' }
}

/** A key that a root certified, and whether it took it back. */
export interface StatedKey {
  readonly key: Uint8Array
  readonly revoked: boolean
}

/** What the root of a member says of keys with one use, oldest first. Each statement is verified. */
export async function statedKeys(
  federation: Federation,
  jurisdiction: string,
  use: KeyUse,
  client: Client,
): Promise<readonly StatedKey[]> {
  const member = federation.members.get(jurisdiction)
  if (member === undefined) {
    throw new CommandError(
      `${jurisdiction} is no member of ${federation.name}.`,
      exitCodes.verificationFailed,
    )
  }
  const owner = { federation: federation.name, jurisdiction, rootKey: member.rootKey }
  const statements = (await client.feeds.keys()).filter(({ issuer }) => issuer === jurisdiction)
  const events = statements.map(({ envelope }) => verified(() => readKeyEvent(envelope, owner)))
  const revoked = new Set(
    events.flatMap((event) => (event.kind === 'revocation' ? [event.revocation.keyid] : [])),
  )
  return events.flatMap((event) => {
    if (event.kind === 'revocation' || event.statement.use !== use) return []
    return [{ key: keyOf(event.statement), revoked: revoked.has(event.keyid) }]
  })
}

/** Those of them that the root has not taken back. */
export async function certifiedKeys(
  federation: Federation,
  jurisdiction: string,
  use: KeyUse,
  client: Client,
): Promise<readonly Uint8Array[]> {
  const stated = await statedKeys(federation, jurisdiction, use, client)
  return stated.flatMap(({ key, revoked }) => (revoked ? [] : [key]))
}

async function certifiedKey(federation: Federation, jurisdiction: string, client: Client): Promise<string> {
  const keys = await certifiedKeys(federation, jurisdiction, 'log', client)
  const newest = keys.at(-1)
  if (newest === undefined) {
    throw new CommandError(
      `The root of ${jurisdiction} has certified no log key yet; give the key with --vkey.`,
      exitCodes.verificationFailed,
    )
  }
  return formatVerifierKey(logNoteKey(federation.name, jurisdiction, newest))
}

function verified<T>(read: () => T): T {
  try {
    return read()
  } catch (cause) {
    if (!(cause instanceof CryptoError || cause instanceof FormatError)) throw cause
    throw new CommandError(
      `The node handed out a key statement that its root did not sign: ${cause.message}`,
      exitCodes.verificationFailed,
      { cause },
    )
  }
}
