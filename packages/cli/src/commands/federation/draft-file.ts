import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import {
  claimedPin,
  type Federation,
  nextVersion,
  type NextVersion,
  signersOf,
  verifyFederation,
} from '@crosswatch/crypto'
import {
  closed,
  Envelope,
  envelopeBytes,
  envelopePayload,
  type FederationDocument,
  federationDocument,
  Version1,
} from '@crosswatch/protocol'
import { type Static, Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { verified } from '../../connect/trusted-federation.ts'
import { CommandError, exitCodes, usageError } from '../../errors.ts'
import type { Terminal } from '../../terminal.ts'
import { parseJsonInput } from '../options.ts'

/**
 * A version on its way from root to root:
 *
 *   {"before":["<line of the federation file>"],"envelope":{"payload":"<base64>","payloadType":"...","signatures":[]},"v":1}
 *
 * It carries the versions before, since a machine that is never online has nothing else to tell by who may sign.
 */
const DraftFile = closed({
  v: Version1,
  before: Type.Array(Type.String(), { maxItems: 1_000_000 }),
  /** As it will stand in the federation file, except that nobody may have signed it yet. */
  envelope: closed({
    ...Envelope.properties,
    signatures: Type.Array(Envelope.properties.signatures.items, { maxItems: 300 }),
  }),
})
type DraftFile = Static<typeof DraftFile>

const isDraftFile = Compile(DraftFile)

/** A draft whose history and signatures verified. Whether it is the one that was agreed on, its digest says and nothing else. */
export interface Draft {
  /** The file as it was named. */
  readonly name: string
  readonly path: string
  readonly file: DraftFile
  readonly document: FederationDocument
  /** The version before; undefined if this is the first. */
  readonly before: Federation | undefined
  readonly next: NextVersion
  /** Who has signed, by jurisdiction code. */
  readonly signers: readonly string[]
}

/**
 * Reads a draft that came from anyone.
 *
 * @throws {CommandError} `usage` if it is no draft, `verificationFailed` if its history or a signature does not hold
 */
export async function readDraftFile(name: string, terminal: Terminal): Promise<Draft> {
  const path = resolve(terminal.directory, name)
  const file = parseJsonInput(name, await readFile(path, 'utf8'))
  if (!isDraftFile.Check(file) || file.envelope.payloadType !== federationDocument.payloadType) {
    throw usageError(
      `${name} is no draft of a federation document; crosswatch federation draft makes one, from a file of members.`,
    )
  }
  const history = file.before.join('\n')
  const before =
    file.before.length === 0 ? undefined : verified(() => verifyFederation(history, claimedPin(history)))
  const document = verified(() => federationDocument.decode(envelopePayload(file.envelope)))
  const next = verified(() => nextVersion(document, before))
  return { name, path, file, document, before, next, signers: signersIn(name, file.envelope, next) }
}

/** The bytes of a draft file. */
export function draftFileBytes(lines: readonly string[], envelope: Envelope): string {
  const file: DraftFile = { v: 1, before: [...lines], envelope }
  return `${JSON.stringify(file)}\n`
}

/** The line of a federation file that an envelope becomes. */
export function lineOf(envelope: Envelope): string {
  return Buffer.from(envelopeBytes(envelope)).toString('utf8')
}

/**
 * Every signature must hold: one that does not means that the draft was changed after it, and all the others would be
 * collected in vain.
 */
function signersIn(name: string, envelope: Envelope, next: NextVersion): string[] {
  const signers = signersOf(envelope, next)
  if (signers.length === envelope.signatures.length) return signers.map(({ jurisdiction }) => jurisdiction)
  throw new CommandError(
    `${name} bears a signature that is no voting member's over this content: it was changed, or damaged on its way. ` +
      'Compare the digest, and take another copy.',
    exitCodes.verificationFailed,
  )
}
