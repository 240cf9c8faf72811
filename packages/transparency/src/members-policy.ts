import { TransparencyError } from './errors.ts'
import { parseVerifierKey } from './note-key.ts'
import { parsePolicy, type PolicyGroup, type PolicyWitness, type WitnessPolicy } from './policy.ts'

/** A member of a federation as a witness of the others. */
export interface WitnessMember {
  readonly jurisdiction: string
  /** vkeys that its root certified. */
  readonly witnessKeys: readonly string[]
}

/** Who must confirm the log of a member. */
export interface QuorumRule {
  /** Share of the other members: `2/3` of five are four. */
  readonly share: readonly [number, number]
  /** Witnesses that belong to no jurisdiction, at least one of whom must confirm it as well. */
  readonly neutral: readonly NeutralWitness[]
}

/** A witness that belongs to no jurisdiction: the keys that answer at one URL. */
export interface NeutralWitness {
  readonly url: string
  readonly keys: readonly PolicyWitness[]
}

/**
 * @param share `2/3`, or `0/1` for none
 * @param neutral lines `witness <name> <vkey> <url>`, as in a policy; keys with the same URL are one witness, which confirms
 *   with one of each signature scheme
 * @throws {TransparencyError} `policy-malformed`
 */
export function readQuorumRule(share: string, neutral: string): QuorumRule {
  const [numerator = 0, denominator = 1] = share.split('/').map(Number)
  const { witnesses } = parsePolicy(`${neutral}\nquorum none\n`)
  const byUrl = new Map<string, PolicyWitness[]>()
  for (const witness of witnesses) {
    const { name, url } = witness
    if (url === undefined) throw new TransparencyError('policy-malformed', `The witness ${name} has no URL.`)
    byUrl.set(url, [...(byUrl.get(url) ?? []), witness])
  }
  return {
    share: [numerator, denominator],
    neutral: Array.from(byUrl, ([url, keys]) => ({ url, keys })),
  }
}

/** How many of the other members must confirm. */
export function membersNeeded({ share: [numerator, denominator] }: QuorumRule, others: number): number {
  return Math.ceil((others * numerator) / denominator)
}

/**
 * The policy for the log of one member (C2SP tlog-policy), by the keys of the others. A member confirms with a key of every
 * signature scheme it has: it counts as long as one of them holds. Of several keys of one scheme, as while it replaces them,
 * either does.
 *
 *   witness XB-1 <Ed25519>
 *   witness XB-2 <ML-DSA-44>
 *   group XB 2 XB-1 XB-2
 *   group states 2 XB XC
 *   witness n1 <Ed25519> https://witness.example
 *   group neutral 1 n1
 *   group quorum 2 states neutral
 *   quorum quorum
 *
 * @returns nothing as long as the roots of too few members have certified a witness key
 */
export function membersPolicy(
  rule: QuorumRule,
  members: readonly WitnessMember[],
  log: string,
): WitnessPolicy | undefined {
  const needed = membersNeeded(rule, members.length)
  const states = members.filter(({ witnessKeys }) => witnessKeys.length > 0)
  if (states.length < needed) return undefined
  const made = states.map(memberPolicy)
  const witnesses = made.flatMap((member) => member.witnesses)
  const groups = made.flatMap((member) => member.groups)
  const parts: string[] = []
  if (needed > 0) {
    groups.push({
      name: 'states',
      threshold: needed,
      members: states.map(({ jurisdiction }) => jurisdiction),
    })
    parts.push('states')
  }
  if (rule.neutral.length > 0) {
    const neutral = rule.neutral.map(({ keys }, i) => {
      const [only, second] = keys
      if (only !== undefined && second === undefined) return only.name
      const name = `neutral/${i + 1}`
      groups.push(...confirming(name, keys))
      return name
    })
    groups.push({ name: 'neutral', threshold: 1, members: neutral })
    parts.push('neutral')
  }
  if (parts.length > 1) groups.push({ name: 'quorum', threshold: parts.length, members: parts })
  return {
    logs: [{ vkey: log }],
    witnesses: [...witnesses, ...rule.neutral.flatMap(({ keys }) => keys)],
    groups,
    quorum: parts.length > 1 ? 'quorum' : (parts[0] ?? 'none'),
  }
}

/** Keys of one member at most, the newest: nobody's checkpoints grow by more. */
const keysAtMost = 8

/** What one member is in a policy: its keys, and a group in its name that is met when it has confirmed. */
function memberPolicy({ jurisdiction, witnessKeys }: WitnessMember) {
  const witnesses: PolicyWitness[] = [...new Set(witnessKeys)]
    .slice(-keysAtMost)
    .map((vkey, i) => ({ name: `${jurisdiction}-${i + 1}`, vkey }))
  return { witnesses, groups: confirming(jurisdiction, witnesses) }
}

/** Groups of which the last, with this name, is met by a key of every signature scheme among these. */
function confirming(name: string, witnesses: readonly PolicyWitness[]): PolicyGroup[] {
  const bySchemes = Map.groupBy(witnesses, ({ vkey }) => parseVerifierKey(vkey).type)
  const groups: PolicyGroup[] = []
  const parts = Array.from(bySchemes, ([type, keys]) => {
    const [only, second] = keys
    if (only !== undefined && second === undefined) return only.name
    groups.push({ name: `${name}/${type}`, threshold: 1, members: keys.map((key) => key.name) })
    return `${name}/${type}`
  })
  return [...groups, { name, threshold: parts.length, members: parts }]
}
