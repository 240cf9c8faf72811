import type { NameKind } from '@crosswatch/protocol'
import type { Expansion } from '../index/expansion.ts'
import { agreementOf, isReversed } from '../names/agreement.ts'
import { alignNames, type Comparer, type NameAlignment } from '../names/compare-names.ts'
import type { NameForm, NameToken } from '../names/name-form.ts'

/** A name of a listed subject, with the words by their numbers in the dictionary. */
export interface ListedWords {
  readonly ids: Uint32Array
  readonly words: readonly NameToken[]
  readonly kind: NameKind
  /** How much each word says by itself. */
  information(at: number): number
}

/** What two names say together; the sums are in natural units of information. */
export interface NameEvidence {
  /** The listed words that were compared. */
  readonly words: readonly NameToken[]
  readonly alignment: NameAlignment
  /** From 0 to 1, whatever the list says about how common the words are. */
  readonly agreement: number
  /** Information of words that are the same, nearly the same, and barely alike. */
  readonly exact: number
  readonly close: number
  readonly far: number
  /** How many words are nearly the same, barely alike, an initial, or written together. */
  readonly closeCount: number
  readonly farCount: number
  readonly initialCount: number
  readonly joinedCount: number
  /** How unlike the paired words are, in words. */
  readonly unlike: number
  readonly askedOnly: number
  readonly listedOnly: number
  readonly bothOnly: number
  readonly reversed: boolean
  readonly weakAlias: boolean
}

const same = 0.95
const nearly = 0.8
/** What one letter of an abbreviation says: letters of names are far from evenly spread. */
const informationOfInitial = 1.8

export function weighName(
  form: NameForm,
  expansions: readonly Expansion[],
  listed: ListedWords,
): NameEvidence {
  const asked = form.tokens
  const alignment = alignNames(asked, listed.words, compareThrough(expansions, listed))
  const sums = {
    exact: 0,
    close: 0,
    far: 0,
    closeCount: 0,
    farCount: 0,
    initialCount: 0,
    joinedCount: 0,
    unlike: 0,
  }
  for (const pair of alignment.pairs) {
    const [at = 0] = pair.asked
    const expansion = expansions[at]
    const word = asked[at]
    if (expansion === undefined || word === undefined) continue
    if (pair.rule === 'initial') {
      sums.initialCount++
      continue
    }
    if (pair.rule === 'acronym') {
      const letters = (pair.asked.length === 1 ? word : listed.words[pair.listed[0] ?? 0])?.roman.length ?? 0
      sums.close += letters * informationOfInitial
      continue
    }
    if (pair.asked.length > 1 || pair.listed.length > 1) {
      sums.joinedCount++
      for (const part of pair.listed) sums.close += listed.information(part)
      continue
    }
    const information = expansion.informationAt(pair.value)
    if (pair.value >= same || pair.rule === 'same-meaning') {
      sums.exact += information * pair.value
      continue
    }
    if (isMinor(word)) continue
    sums.unlike += 1 - pair.value
    if (pair.value >= nearly) {
      sums.close += information
      sums.closeCount++
    } else {
      sums.far += information
      sums.farCount++
    }
  }
  const askedOnly = countMajor(asked, alignment.askedOnly)
  const listedOnly = countMajor(listed.words, alignment.listedOnly)
  return {
    words: listed.words,
    alignment,
    agreement: agreementOf(asked, listed.words, alignment),
    ...sums,
    askedOnly,
    listedOnly,
    bothOnly: Math.min(askedOnly, listedOnly),
    reversed: isReversed(asked, listed.words, alignment),
    weakAlias: listed.kind === 'weak-alias',
  }
}

function compareThrough(expansions: readonly Expansion[], { ids, words }: ListedWords): Comparer {
  return (asked, at) => {
    const expansion = expansions[asked]
    const listed = words[at]
    if (expansion === undefined || listed === undefined) return { value: 0, rule: 'different' }
    return expansion.compare(ids[at] ?? 0, listed)
  }
}

function isMinor({ role }: NameToken): boolean {
  return role === 'particle' || role === 'honorific' || role === 'form'
}

/** Words that count when the other side lacks them: names and numbers in full, shared words and initials by half. */
function countMajor(words: readonly NameToken[], positions: readonly number[]): number {
  let count = 0
  for (const at of positions) {
    const role = words[at]?.role
    if (role === 'name' || role === 'number') count += 1
    else if (role === 'generic') count += 0.4
    else if (role === 'initial') count += 0.5
  }
  return count
}
