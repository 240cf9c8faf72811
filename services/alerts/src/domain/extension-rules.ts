import type { AlertCore, AlertDraft, FieldProblem } from '@crosswatch/protocol'

/**
 * What a version that stands longer must bring: an assessment of its own, which is recorded with it (rules version 1;
 * Regulation (EU) 2018/1862, article 53(6)). The words of the version before are no new assessment.
 */
export function extensionProblems(
  inForce: Pick<AlertCore, 'validUntil' | 'adequacy'>,
  draft: Pick<AlertDraft, 'validUntil' | 'statement'>,
): FieldProblem[] {
  const longer = new Date(draft.validUntil) > new Date(inForce.validUntil)
  if (!longer || wordsOf(draft.statement) !== wordsOf(inForce.adequacy.statement)) return []
  return [
    {
      path: '/statement',
      part: 'body',
      problem: 'must say why the alert is to stand longer; it is that of the version before',
    },
  ]
}

/** Case, punctuation and spaces make no new words. */
function wordsOf(statement: string): string {
  return statement
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
