import { cosignatureVerifier, type VerifyCosignature } from './cosignature.ts'
import { type OpenedCheckpoint, openCheckpoint } from './checkpoint.ts'
import { TransparencyError } from './errors.ts'
import type { NoteVerifier } from './note.ts'
import { ed25519Verifier, parseVerifierKey, type VerifyEd25519 } from './note-key.ts'

/** A witness that a policy knows. */
export interface PolicyWitness {
  readonly name: string
  readonly vkey: string
  /** Where it takes checkpoints (tlog-witness), if it does over HTTP. */
  readonly url?: string
}

/** Met if at least `threshold` of the members, witnesses or other groups, have cosigned. */
export interface PolicyGroup {
  readonly name: string
  readonly threshold: number
  readonly members: readonly string[]
}

/** Who must have signed a checkpoint before it is believed (C2SP tlog-policy). */
export interface WitnessPolicy {
  readonly logs: readonly { readonly vkey: string; readonly url?: string }[]
  readonly witnesses: readonly PolicyWitness[]
  readonly groups: readonly PolicyGroup[]
  /** A witness, a group, or `none`. */
  readonly quorum: string
}

/**
 * Reads a policy. Whoever supplies it decides what is trusted, but it may still be mistyped.
 *
 *   log <vkey> [<url>]
 *   witness <name> <vkey> [<url>]
 *   group <name> all|any|<k> <name>...
 *   quorum <name>|none
 *
 * @throws {TransparencyError} `policy-malformed`, `key-malformed`
 */
export function parsePolicy(text: string): WitnessPolicy {
  if (/[^\t\n\u0020-\u007e\u0080-\u{10ffff}]/u.test(text)) throw malformed('It holds control characters.')
  const logs: { vkey: string; url?: string }[] = []
  const witnesses: PolicyWitness[] = []
  const groups: PolicyGroup[] = []
  const grouped = new Set<string>()
  const names = new Set<string>()
  const keys = new Set<string>()
  let quorum: string | undefined

  const define = (name: string | undefined): string => {
    if (name === undefined || name === 'none' || names.has(name))
      throw malformed('A name is missing or taken.')
    names.add(name)
    return name
  }
  const keyOnce = (vkey: string | undefined): string => {
    const { publicKey } = parseVerifierKey(vkey ?? '')
    const id = Buffer.from(publicKey).toString('hex')
    if (vkey === undefined || keys.has(id)) throw malformed('A key stands in it twice.')
    keys.add(id)
    return vkey
  }

  for (const line of text.split('\n')) {
    const [kind, ...words] = line.split(/[ \t]+/).filter((word) => word !== '')
    if (kind === undefined || kind.startsWith('#')) continue
    if (kind === 'log' && words.length <= 2) {
      const [vkey, url] = words
      logs.push({ vkey: keyOnce(vkey), ...(url === undefined ? {} : { url }) })
    } else if (kind === 'witness' && words.length <= 3) {
      const [name, vkey, url] = words
      witnesses.push({ name: define(name), vkey: keyOnce(vkey), ...(url === undefined ? {} : { url }) })
    } else if (kind === 'group') {
      const [name, rule = '', ...members] = words
      for (const member of members) {
        if (!names.has(member) || grouped.has(member))
          throw malformed('A member is not defined before, or is in a group already.')
        grouped.add(member)
      }
      const threshold = thresholdOf(rule, members.length)
      groups.push({ name: define(name), threshold, members })
    } else if (kind === 'quorum' && quorum === undefined && words.length === 1) {
      quorum = words[0]
      if (quorum === undefined || (quorum !== 'none' && !names.has(quorum)))
        throw malformed('The quorum names nothing that is defined before it.')
    } else {
      throw malformed('A line is none of log, witness, group and quorum, or there are two quorum lines.')
    }
  }
  if (quorum === undefined) throw malformed('The quorum line is missing.')
  return { logs, witnesses, groups, quorum }
}

function thresholdOf(rule: string, members: number): number {
  const threshold =
    rule === 'all' ? members : rule === 'any' ? 1 : /^[1-9][0-9]{0,3}$/.test(rule) ? Number(rule) : 0
  if (threshold < 1 || threshold > members)
    throw malformed('A group needs all, any or a number of its members.')
  return threshold
}

/** The policy as text, to be handed to other people's verifiers. */
export function formatPolicy({ logs, witnesses, groups, quorum }: WitnessPolicy): string {
  const line = (...words: readonly (string | number | undefined)[]) =>
    `${words.filter((word) => word !== undefined).join(' ')}\n`
  return [
    ...logs.map(({ vkey, url }) => line('log', vkey, url)),
    ...witnesses.map(({ name, vkey, url }) => line('witness', name, vkey, url)),
    ...groups.map(({ name, threshold, members }) => line('group', name, threshold, ...members)),
    line('quorum', quorum),
  ].join('')
}

/** Whether these witnesses together are enough. */
export function meetsQuorum(policy: WitnessPolicy, cosigned: ReadonlySet<string>): boolean {
  const met = new Set(cosigned)
  // Groups name only what stands before them.
  for (const { name, threshold, members } of policy.groups) {
    if (members.filter((member) => met.has(member)).length >= threshold) met.add(name)
  }
  return policy.quorum === 'none' || met.has(policy.quorum)
}

/** A checkpoint under a policy: what it says, and which of the policy's witnesses say so too. */
export interface JudgedCheckpoint extends OpenedCheckpoint {
  /** Names of the witnesses, as the policy calls them. */
  readonly cosigned: ReadonlySet<string>
  /** Whether they are enough. */
  readonly quorum: boolean
}

export interface PolicyCrypto {
  readonly ed25519: VerifyEd25519
  readonly mlDsa: VerifyCosignature['mlDsa']
}

/** Made once for a policy: keys are read here. @throws {TransparencyError} `key-malformed` */
export function policyVerifier(policy: WitnessPolicy, crypto: PolicyCrypto) {
  const witnesses: (NoteVerifier & { readonly witness: string })[] = policy.witnesses.map(
    ({ name, vkey }) => ({
      ...cosignatureVerifier(vkey, crypto),
      witness: name,
    }),
  )
  return {
    /**
     * Opens a signed checkpoint that somebody else controls: it must bear the signature of one of the log's own keys.
     * Cosignatures that do not verify do not count, and do not spoil it: whoever hands a checkpoint on can add lines.
     *
     * @throws {TransparencyError} what `openCheckpoint` throws
     */
    open(note: string, origin: string, logVerifiers: readonly NoteVerifier[]): JudgedCheckpoint {
      const opened = openCheckpoint(note, origin, logVerifiers)
      const cosigned = new Set(
        witnesses.filter((verifier) => bears(note, origin, verifier)).map(({ witness }) => witness),
      )
      return { ...opened, cosigned, quorum: meetsQuorum(policy, cosigned) }
    },
  }
}

/** The verifiers of the logs that a policy names, whose origin is this one. */
export function policyLogVerifiers(
  policy: WitnessPolicy,
  origin: string,
  verify: VerifyEd25519,
): readonly NoteVerifier[] {
  return policy.logs
    .filter(({ vkey }) => parseVerifierKey(vkey).name === origin)
    .map(({ vkey }) => ed25519Verifier(vkey, verify))
}

function bears(note: string, origin: string, verifier: NoteVerifier): boolean {
  try {
    openCheckpoint(note, origin, [verifier])
    return true
  } catch (error) {
    if (error instanceof TransparencyError) return false
    throw error
  }
}

function malformed(message: string): TransparencyError {
  return new TransparencyError('policy-malformed', `This is not a witness policy. ${message}`)
}
