import type { MatchEvidence, NameKind } from '@crosswatch/protocol'
import type { ListedName } from '../index/subjects.ts'
import type { NameComparison, TokenPair } from '../names/compare-names.ts'

const called: Readonly<Record<NameKind, string>> = {
  primary: 'the listed name',
  alias: 'a listed alias',
  'weak-alias': 'a listed alias of low quality',
  former: 'a listed former name',
  trade: 'a listed trade name',
}

/** Says which listed name it was, which words differ, and what bridges them. */
export function explainName(asked: string, listed: ListedName, comparison: NameComparison): MatchEvidence {
  const bridged = comparison.pairs.filter(({ similarity }) => similarity.rule !== 'same')
  const { value } = comparison
  const effect = value >= 0.62 ? 'for' : value >= 0.4 ? 'neutral' : 'against'
  const parts = [
    `${effect === 'for' ? 'Agrees with' : 'Compared with'} ${called[listed.kind]}.`,
    ...bridged.map(sentenceOf),
    missing('Only asked for', comparison.askedOnly),
    missing('Only listed', comparison.listedOnly),
  ]
  return {
    feature: 'name',
    effect,
    asked: asked.slice(0, 2000),
    listed: listed.form.written.slice(0, 2000),
    rule: bridged[0]?.similarity.rule ?? (effect === 'for' ? 'same' : 'different'),
    note: parts
      .filter((part) => part !== '')
      .join(' ')
      .slice(0, 500),
  }
}

function sentenceOf({ asked, listed, similarity }: TokenPair): string {
  const sentences: Readonly<Record<typeof similarity.rule, string>> = {
    romanised: `“${asked}” and “${listed}” are one word in two spellings.`,
    'sounds-alike': `“${asked}” sounds like “${listed}”.`,
    'typing-slip': `“${asked}” is a typing slip away from “${listed}”.`,
    initial: `“${asked}” and “${listed}” share the initial.`,
    same: '',
    different: '',
  }
  return sentences[similarity.rule]
}

function missing(label: string, words: readonly string[]): string {
  return words.length === 0 ? '' : `${label}: ${words.join(', ')}.`
}
