import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Client } from '@crosswatch/client'
import { verifyMlDsa, verifySignature } from '@crosswatch/crypto'
import {
  ed25519Verifier,
  formatVerifierKey,
  membersPolicy,
  parsePolicy,
  policyVerifier,
  type QuorumRule,
  readQuorumRule,
  TransparencyError,
  type WitnessPolicy,
  witnessNoteKey,
} from '@crosswatch/transparency'
import { Option } from 'commander'
import { ownNeutralWitnesses, trustedFederation } from '../../connect/trusted-federation.ts'
import { usageError } from '../../errors.ts'
import type { Terminal } from '../../terminal.ts'
import { certifiedKeys, type LogKeyOptions, type TrustedLogKey } from './log-key.ts'

export interface PolicyOptions extends LogKeyOptions {
  readonly policy?: string
  readonly neutral?: string
}

export const policyOptions: readonly Option[] = [
  new Option(
    '--policy <file>',
    'who must have confirmed the log (C2SP tlog-policy), or none; default: two thirds of the other members, by keys that their roots certified, and a neutral witness',
  ),
  new Option(
    '--neutral <file>',
    'the lines of neutral witnesses, as you got them from whoever runs them; default: those of the data folder',
  ),
]

/** How a federation asks for confirmation unless an auditor says otherwise. */
const usualShare = '2/3'

/**
 * Who must have confirmed a log: `--policy`, or the members of the pinned federation, by what their roots certified.
 *
 * @returns nothing if the auditor holds neither: then only the log's own signature is checked
 */
export async function trustedPolicy(
  options: PolicyOptions,
  terminal: Terminal,
  key: TrustedLogKey,
  client?: Client,
): Promise<WitnessPolicy | undefined> {
  if (options.neutral !== undefined && (options.policy !== undefined || key.from === 'given'))
    throw usageError(
      '--neutral goes with the members of the federation: give neither --policy nor --vkey, or put its lines into the file of --policy.',
    )
  if (options.policy === 'none') return undefined
  if (options.policy !== undefined) return givenPolicy(options.policy, terminal)
  const federation = key.from === 'given' ? undefined : await trustedFederation(options, terminal)
  if (federation === undefined || client === undefined) return undefined
  const { jurisdiction } = await client.feeds.federation()
  const others = [...federation.members.keys()].filter((code) => code !== jurisdiction)
  const members = []
  for (const code of others) {
    const keys = await certifiedKeys(federation, code, 'witness', client)
    const witnessKeys = keys.map((one) => formatVerifierKey(witnessNoteKey(federation.name, code, one)))
    members.push({ jurisdiction: code, witnessKeys })
  }
  const policy = membersPolicy(await usualRule(options, terminal), members, key.vkey)
  if (policy === undefined) {
    throw usageError('Too few members have published a witness key; give --policy, or --policy none.')
  }
  return policy
}

/** No node is asked which witnesses are neutral: one that has two histories would name its own. */
async function usualRule(options: PolicyOptions, terminal: Terminal): Promise<QuorumRule> {
  const file =
    options.neutral === undefined
      ? await ownNeutralWitnesses(options, terminal)
      : resolve(terminal.directory, options.neutral)
  try {
    return readQuorumRule(usualShare, file === undefined ? '' : await readFile(file, 'utf8'))
  } catch (cause) {
    if (!(cause instanceof TransparencyError)) throw cause
    throw usageError(`--neutral: ${cause.message}`)
  }
}

async function givenPolicy(file: string, { directory }: Terminal): Promise<WitnessPolicy> {
  try {
    return parsePolicy(await readFile(resolve(directory, file), 'utf8'))
  } catch (cause) {
    if (!(cause instanceof TransparencyError)) throw cause
    throw usageError(`--policy: ${cause.message}`)
  }
}

/** A checkpoint that enough witnesses have confirmed. */
export interface Confirmation {
  readonly note: string
  readonly size: number
  /** Names of the policy's witnesses. */
  readonly by: readonly string[]
}

/** The largest of these checkpoints that the policy takes for confirmed. */
export function largestConfirmed(
  notes: readonly string[],
  policy: WitnessPolicy,
  key: TrustedLogKey,
  former: readonly string[] = [],
): Confirmation | undefined {
  const verifier = policyVerifier(policy, { ed25519: verifySignature, mlDsa: verifyMlDsa })
  const log = [key.vkey, ...former].map((vkey) => ed25519Verifier(vkey, verifySignature))
  const confirmed = notes.flatMap((note) => {
    const { quorum, size, cosigned } = verifier.open(note, key.origin, log)
    return quorum ? [{ note, size: Number(size), by: [...cosigned] }] : []
  })
  return confirmed.toSorted((a, b) => b.size - a.size)[0]
}
