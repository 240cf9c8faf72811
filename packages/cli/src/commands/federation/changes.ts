import { type Federation, keyIdOf } from '@crosswatch/crypto'
import { type FederationDocument, fromBase64, type Member } from '@crosswatch/protocol'

/** One difference between two versions. `of` is a jurisdiction code, or a parameter's name. */
export interface Change {
  readonly kind: 'added' | 'removed' | 'root' | 'name' | 'contact' | 'parameter'
  readonly of: string
  readonly before?: string
  readonly now?: string
}

/** What a version changes. The first one changes everything: each member is added, each parameter set. */
export function changesOf(document: FederationDocument, before: Federation | undefined): Change[] {
  return [
    ...document.members.flatMap((member) =>
      changesOfMember(member, before?.members.get(member.jurisdiction)),
    ),
    ...removed(document, before),
    ...changesOfParameters(document, before),
  ]
}

function changesOfMember(member: Member, before: Member | undefined): Change[] {
  if (before === undefined) return [{ kind: 'added', of: member.jurisdiction, now: memberText(member) }]
  const kinds = ['root', 'name', 'contact'] as const
  return kinds
    .map((kind) => ({ kind, of: member.jurisdiction, before: text[kind](before), now: text[kind](member) }))
    .filter((change) => change.before !== change.now)
}

function removed({ members }: FederationDocument, before: Federation | undefined): Change[] {
  const remaining = new Set(members.map(({ jurisdiction }) => jurisdiction))
  return [...(before?.members.values() ?? [])]
    .filter(({ jurisdiction }) => !remaining.has(jurisdiction))
    .map((member) => ({ kind: 'removed', of: member.jurisdiction, before: memberText(member) }))
}

function changesOfParameters({ parameters }: FederationDocument, before: Federation | undefined): Change[] {
  const former: Readonly<Record<string, number>> = before?.document.parameters ?? {}
  return Object.entries(parameters)
    .filter(([name, value]) => former[name] !== value)
    .map(([name, value]) => {
      const was = former[name]
      return {
        kind: 'parameter',
        of: name,
        ...(was !== undefined && { before: String(was) }),
        now: String(value),
      }
    })
}

const text = {
  root: ({ root }: Member) => keyIdOf(fromBase64(root)),
  name: ({ name }: Member) => name,
  contact: ({ contact: { desk, phone, email, hours } }: Member) =>
    [desk, phone, email, hours].filter(Boolean).join(', '),
}

function memberText(member: Member): string {
  return `${text.name(member)}; root ${text.root(member)}; ${text.contact(member)}`
}
