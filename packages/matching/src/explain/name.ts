import type { MatchEvidence, Name, NameKind } from '@crosswatch/protocol'
import { differenceOf } from './difference.ts'
import { nameAgreement } from '../names/agreement.ts'
import type { WordPair } from '../names/compare-names.ts'
import type { NameForm, NameToken } from '../names/name-form.ts'
import type { NameEvidence } from '../score/name-evidence.ts'

const called: Readonly<Record<NameKind, string>> = {
  primary: 'the listed name',
  alias: 'a listed alias',
  'weak-alias': 'a listed alias of low quality',
  former: 'a listed former name',
  trade: 'a listed trade name',
}

/** Says which listed name it was, which words differ, and what bridges them. */
export function explainName(
  asked: NameForm,
  listed: Name,
  { words: listedWords, alignment, agreement, reversed }: NameEvidence,
): MatchEvidence {
  const words = { asked: asked.tokens, listed: listedWords }
  const bridged = alignment.pairs.filter(({ rule }) => rule !== 'same')
  const effect = agreement >= nameAgreement ? 'for' : agreement >= 0.5 ? 'neutral' : 'against'
  const parts = [
    `${effect === 'for' ? 'Agrees with' : 'Compared with'} ${called[listed.kind]}.`,
    ...bridged.map((pair) => sentenceOf(pair, words)),
    reversed ? 'Father and son are the other way round.' : '',
    missing('Only asked for', words.asked, alignment.askedOnly),
    missing('Only listed', words.listed, alignment.listedOnly),
  ]
  return {
    feature: 'name',
    effect,
    asked: asked.written.slice(0, 2000),
    listed: listed.full,
    rule: bridged[0]?.rule ?? (effect === 'for' ? 'same' : 'different'),
    note: parts
      .filter((part) => part !== '')
      .join(' ')
      .slice(0, 500),
  }
}

interface Words {
  readonly asked: readonly NameToken[]
  readonly listed: readonly NameToken[]
}

const bridges: Readonly<Record<WordPair['rule'], string>> = {
  same: '',
  romanised: 'are one word in two scripts or spellings',
  'other-spelling': 'sound alike',
  nickname: 'are forms of one name',
  'same-meaning': 'mean the same',
  article: 'differ by the article',
  'typing-slip': 'differ by a typing slip',
  initial: 'share the initial',
  joined: 'are the same letters with other spaces',
  acronym: 'are a name and its initials',
  'cut-off': 'agree as far as the shorter one goes',
  different: '',
}

function sentenceOf(pair: WordPair, words: Words): string {
  const bridge = bridges[pair.rule]
  if (bridge === '') return ''
  const asked = textOf(words.asked, pair.asked)
  const listed = textOf(words.listed, pair.listed)
  const difference = spelled.has(pair.rule) ? differenceOf(asked, listed) : ''
  return `“${asked}” and “${listed}” ${bridge}${difference === '' ? '' : ` (${difference})`}.`
}

/** Rules under which the letters that differ are worth showing. */
const spelled: ReadonlySet<WordPair['rule']> = new Set(['typing-slip', 'other-spelling', 'article'])

function missing(label: string, words: readonly NameToken[], positions: readonly number[]): string {
  const counted = positions.filter((at) => words[at]?.role !== 'particle')
  return counted.length === 0 ? '' : `${label}: ${textOf(words, counted)}.`
}

function textOf(words: readonly NameToken[], positions: readonly number[]): string {
  return positions.map((at) => words[at]?.text ?? '').join(' ')
}
