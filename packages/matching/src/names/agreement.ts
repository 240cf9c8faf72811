import labour from '../data/labour-words.json' with { type: 'json' }
import type { NameAlignment } from './compare-names.ts'
import type { NameToken } from './name-form.ts'

/** From this agreement on, two names are taken to be one name written twice. Measured on pairs with a human verdict. */
export const nameAgreement = 0.7

const lostCost = 1.9
const twoSidedCost = 2.2
const oneSidedCost = 0.25
/** Where no more than one name word agrees, a word that is missing may make another name. */
const loneOneSidedCost = 0.45
/** Where only words agree that many organisations share, a word that is missing most likely does. */
const noNameOneSidedCost = 0.8

/**
 * How well two names agree by themselves, from 0 to 1, whatever a list says about how common they are. A word missing on
 * one side costs little, because people leave names out; a different word on each side costs much. Symmetric.
 */
export function agreementOf(
  asked: readonly NameToken[],
  listed: readonly NameToken[],
  alignment: NameAlignment,
): number {
  let agreed = 0
  let lost = 0
  for (const pair of alignment.pairs) {
    const weight = (weightAt(asked, pair.asked) + weightAt(listed, pair.listed)) / 2
    agreed += weight * pair.value
    lost += weight * (1 - pair.value)
  }
  const askedOnly = weightAt(asked, alignment.askedOnly)
  const listedOnly = weightAt(listed, alignment.listedOnly)
  const total =
    agreed +
    lost * lostCost +
    Math.min(askedOnly, listedOnly) * twoSidedCost +
    Math.abs(askedOnly - listedOnly) * oneSidedCostOf(namesAgreed(asked, listed, alignment))
  const value = total === 0 ? 0 : agreed / total
  return isReversed(asked, listed, alignment) ? value * reversedFactor : value
}

function oneSidedCostOf(names: number): number {
  if (names < 1) return noNameOneSidedCost
  return names < 2 ? loneOneSidedCost : oneSidedCost
}

/** How many words that are names the two share. */
function namesAgreed(
  asked: readonly NameToken[],
  listed: readonly NameToken[],
  { pairs }: NameAlignment,
): number {
  let names = 0
  for (const pair of pairs) {
    names += Math.max(namesAmong(asked, pair.asked), namesAmong(listed, pair.listed))
  }
  return names
}

function namesAmong(words: readonly NameToken[], positions: readonly number[]): number {
  let names = 0
  for (const at of positions) {
    const word = words[at]
    if (word === undefined) continue
    if (word.role === 'name' || word.role === 'number') names += 1
    else if (word.role === 'initial' || weightOf(word) >= 2) names += 0.5
  }
  return names
}

const reversedFactor = 0.6
const filiation = /^(?:bin|ben|ibn|بن|ابن|בן)$/

/** `A bin B` beside `B bin A`: the father of the one is the son of the other. */
export function isReversed(
  asked: readonly NameToken[],
  listed: readonly NameToken[],
  { pairs }: NameAlignment,
): boolean {
  const a = asked.findIndex(({ text }, at) => at > 0 && at + 1 < asked.length && filiation.test(text))
  const b = listed.findIndex(({ text }, at) => at > 0 && at + 1 < listed.length && filiation.test(text))
  if (a < 0 || b < 0) return false
  const partner = (at: number) => pairs.find((pair) => pair.asked[0] === at)?.listed[0]
  const son = partner(a - 1)
  const father = partner(a + 1)
  return son !== undefined && father !== undefined && son > b && father < b
}

function weightAt(words: readonly NameToken[], positions: readonly number[]): number {
  let sum = 0
  for (const at of positions) {
    const word = words[at]
    if (word !== undefined) sum += weightOf(word)
  }
  return sum
}

/** Words that say what agencies of all kinds do: two agencies share them as often as not. */
const filler: ReadonlySet<string> = new Set(labour.filler)
const commonest: ReadonlySet<string> = new Set(labour.commonest)

function weightOf({ role, roman, symbol }: NameToken): number {
  if (role === 'form') return 0.4
  if (role === 'honorific') return 0.3
  if (role === 'particle') return roman.length > 1 ? 0.8 : 0.3
  if (role === 'initial') return 3
  if (role === 'number') return 4
  if (role === 'generic' && symbol !== undefined)
    return commonest.has(symbol) ? 0.6 : filler.has(symbol) ? 1.2 : 3
  return roman.length < 3 ? 3 : Math.min(8, 4 + roman.length / 2)
}
