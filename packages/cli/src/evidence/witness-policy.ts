import { hasSigned, type Note, type NoteKey, readNoteKey } from './signed-note.ts'

/** Who must have confirmed a checkpoint (C2SP tlog-policy). */
export interface Policy {
  /** Keys of the logs that it is for; none: for any. */
  readonly logs: readonly string[]
  readonly witnesses: ReadonlyMap<string, NoteKey>
  readonly groups: readonly {
    readonly name: string
    readonly needed: number
    readonly members: readonly string[]
  }[]
  readonly quorum: string
}

/**
 * Reads a policy line by line, in the order that its document asks for: what a line names stands above it.
 *
 * @returns undefined if a line is none of log, witness, group and quorum, or names what is not there
 */
export function readPolicy(text: string): Policy | undefined {
  const logs: string[] = []
  const witnesses = new Map<string, NoteKey>()
  const groups: Policy['groups'][number][] = []
  const named = new Set<string>()
  let quorum: string | undefined
  for (const line of text.split('\n')) {
    const [kind = '#', name = '', ...rest] = line.trim().split(/[ \t]+/)
    if (kind === '' || kind.startsWith('#')) continue
    if (kind === 'log') logs.push(name)
    else if (kind === 'quorum' && quorum === undefined && (name === 'none' || named.has(name))) quorum = name
    else if ((kind === 'witness' || kind === 'group') && name !== '' && name !== 'none' && !named.has(name)) {
      named.add(name)
      if (kind === 'witness') {
        const key = readNoteKey(rest[0] ?? '')
        if (key === undefined) return undefined
        witnesses.set(name, key)
      } else {
        const [rule, ...members] = rest
        const needed = rule === 'all' ? members.length : rule === 'any' ? 1 : Number(rule)
        const within = Number.isInteger(needed) && needed >= 1 && needed <= members.length
        if (!within || members.some((member) => member === name || !named.has(member))) return undefined
        groups.push({ name, needed, members })
      }
    } else return undefined
  }
  return quorum === undefined ? undefined : { logs, witnesses, groups, quorum }
}

/** Whether the witnesses that have cosigned a note are enough. */
export function isConfirmed(note: Note, { witnesses, groups, quorum }: Policy): boolean {
  const met = new Set([...witnesses].filter(([, key]) => hasSigned(note, key)).map(([name]) => name))
  for (const { name, needed, members } of groups) {
    if (members.filter((member) => met.has(member)).length >= needed) met.add(name)
  }
  return quorum === 'none' || met.has(quorum)
}
