import type { SubjectQuery } from '@crosswatch/protocol'
import type { Dictionary } from '../index/dictionary.ts'
import type { Expansion } from '../index/expansion.ts'
import { packCountry, type Facts, type ListedName } from '../index/facts.ts'
import { informationOfWord } from '../index/population.ts'
import type { Postings } from '../index/postings.ts'
import type { Question } from '../index/question.ts'
import type { NameForm, NameToken } from '../names/name-form.ts'
import { compareBirthDates, type BirthDateComparison } from './birth-date.ts'
import { logLikelihood, type SubjectEvidence } from './model.ts'
import { weighName, type ListedWords } from './name-evidence.ts'

/** A name of the question with what the dictionary knows of its words. */
export interface AskedName {
  readonly form: NameForm
  readonly expansions: readonly Expansion[]
}

/** A candidate with its evidence as numbers. */
export interface Weighed extends SubjectEvidence {
  readonly slot: number
  readonly logLikelihood: number
  /** Which of the question's and of the subject's names agree best; undefined when either has none. */
  readonly names: { readonly asked: number; readonly listed: number } | undefined
  readonly birthDateAt: number | undefined
  readonly listedKind: Facts['subject']
  /** The listed birth dates, packed. */
  readonly dates: Uint32Array
}

export interface WordLists {
  readonly dictionary: Dictionary
  readonly postings: Postings
  readonly subjects: number
}

const namesComparedInFull = 3

/** Weighs one listed subject against the question. */
export function weigh(
  slot: number,
  facts: Facts,
  asked: readonly AskedName[],
  { query, birthDate: packedDate }: Pick<Question, 'query' | 'birthDate'>,
  lists: WordLists,
): Weighed {
  const birthDate = compareBirthDates(packedDate, facts.dates)
  const others = {
    birthDate: birthDate?.rule,
    sex: compareSex(query.sex, facts.sex),
    nationality: compareNationality(query.nationality, facts.countries),
    kindDiffers: query.subject !== undefined && facts.subject !== query.subject,
  }
  let best: Weighed = base(slot, facts, others, birthDate)
  for (const { asked: at, listed } of promising(asked, facts.names)) {
    const name = asked[at]
    if (name === undefined) continue
    const evidence = { ...others, name: weighName(name.form, name.expansions, wordsOf(listed, lists)) }
    const value = logLikelihood(evidence)
    if (best.names !== undefined && value <= best.logLikelihood) continue
    best = { ...best, ...evidence, logLikelihood: value, names: { asked: at, listed: listed.index } }
  }
  return best
}

function base(
  slot: number,
  facts: Facts,
  others: Omit<SubjectEvidence, 'name'>,
  birthDate: BirthDateComparison | undefined,
): Weighed {
  const evidence = { ...others, name: undefined }
  return {
    ...evidence,
    slot,
    logLikelihood: logLikelihood(evidence),
    names: undefined,
    birthDateAt: birthDate?.index,
    listedKind: facts.subject,
    dates: facts.dates,
  }
}

/** The pairs of names that share most; a subject may have sixty aliases. */
function promising(asked: readonly AskedName[], listed: readonly ListedName[]) {
  const pairs: { asked: number; listed: ListedName; share: number }[] = []
  const few = asked.length * listed.length <= namesComparedInFull
  asked.forEach(({ expansions }, at) => {
    for (const name of listed)
      pairs.push({ asked: at, listed: name, share: few ? 0 : shareOf(expansions, name) })
  })
  if (few) return pairs
  return pairs.toSorted((a, b) => b.share - a.share).slice(0, namesComparedInFull)
}

/** How much of the question's words the name holds, at a glance. */
function shareOf(expansions: readonly Expansion[], { words }: ListedName): number {
  let share = 0
  for (const expansion of expansions) share += expansion.bestAmong(words)
  return share - words.length * 0.01
}

function wordsOf(
  { words: ids, kind }: ListedName,
  { dictionary, postings, subjects }: WordLists,
): ListedWords {
  const words: NameToken[] = []
  for (const id of ids) {
    const word = dictionary.words[id]
    if (word !== undefined) words.push(word)
  }
  return {
    ids,
    words,
    kind,
    information(at) {
      const word = words[at]
      return word === undefined ? 0 : informationOfWord(postings, ids[at] ?? 0, subjects, word)
    },
  }
}

function compareSex(asked: SubjectQuery['sex'], listed: Facts['sex']): SubjectEvidence['sex'] {
  if (asked === undefined || listed === undefined) return undefined
  if (asked === 'unspecified' || listed === 'unspecified') return undefined
  return asked === listed ? 'same' : 'different'
}

function compareNationality(asked: string | undefined, listed: Uint32Array): SubjectEvidence['nationality'] {
  if (asked === undefined || listed.length === 0) return undefined
  return listed.includes(packCountry(asked)) ? 'same' : 'different'
}
