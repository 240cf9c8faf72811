import type { Identity, MatchEvidence, SubjectQuery } from '@crosswatch/protocol'

export function explainSex(asked: SubjectQuery['sex'], listed: Identity['sex']): MatchEvidence | undefined {
  if (asked === undefined || listed === undefined) return undefined
  if (asked === 'unspecified' || listed === 'unspecified') return undefined
  const same = asked === listed
  return {
    feature: 'sex',
    effect: same ? 'for' : 'against',
    asked,
    listed,
    rule: same ? 'same' : 'different',
    note: same ? 'The sex agrees.' : 'The sex differs.',
  }
}

export function explainNationality(
  asked: string | undefined,
  listed: readonly string[] | undefined,
): MatchEvidence | undefined {
  if (asked === undefined || listed === undefined || listed.length === 0) return undefined
  const same = listed.includes(asked)
  return {
    feature: 'nationality',
    effect: same ? 'for' : 'against',
    asked,
    listed: listed.join(', '),
    rule: same ? 'same' : 'different',
    note: same ? 'The nationality agrees.' : 'The nationality differs, which proves little.',
  }
}
