import { koreanSpellings } from '../names/korean.ts'
import type { NameToken } from '../names/name-form.ts'
import { hashText, hashWithout } from './hash.ts'

/*
 * Where a word is entered in the dictionary, and where a word that is asked for is looked up. Two words meet when a place of
 * the one is a place of the other:
 *
 *   letters   the word whole, and with one letter left out: one slip away at most
 *   sounds    its consonants whole: another spelling
 *   open      for words of scripts that leave sounds open, against all others: consonants whole and with one left out
 *   meaning   what translations and abbreviations have in common
 *   start     the first letters, for a word that is cut off
 */
const letters = 1
const sounds = 2
const meaning = 3
const start = 4
const open = 5
const openToAll = 6

const startLength = 6
const longest = 24
const shortestWithout = 4

/** The places of a listed word. */
export function entriesOf(word: NameToken): number[] {
  const places = sharedPlaces(word)
  if (isExact(word)) return places
  if (word.roman.length > startLength) places.push(startOf(word))
  for (const skeleton of skeletonsOf(word)) {
    places.push(hashText(skeleton, sounds))
    addOpen(places, skeleton, open)
    if (word.loose) addOpen(places, skeleton, openToAll)
  }
  return places
}

/** The places where a word that is asked for may meet listed ones. */
export function lookupsOf(word: NameToken): number[] {
  const places = sharedPlaces(word)
  if (isExact(word)) return places
  if (word.cut === true) places.push(startOf(word))
  for (const skeleton of skeletonsOf(word)) {
    places.push(hashText(skeleton, sounds))
    addOpen(places, skeleton, openToAll)
    if (word.loose) addOpen(places, skeleton, open)
  }
  return places
}

/** The place of a word that is spelled like this. */
export function placeOf(roman: string): number {
  return hashText(roman, letters)
}

function sharedPlaces(word: NameToken): number[] {
  const { roman, symbol } = word
  const places = [hashText(roman === '' ? word.text : roman, letters)]
  if (symbol !== undefined) places.push(hashText(symbol, meaning))
  for (const spelling of koreanSpellings(word.text)) places.push(hashText(spelling, letters))
  if (isExact(word) || roman.length < 3 || roman.length > longest) return places
  for (let at = 0; at < roman.length; at++) {
    // Leaving out either of two equal neighbours gives the same.
    if (roman[at] !== roman[at - 1]) places.push(hashWithout(roman, at, letters))
  }
  return places
}

/** Words that are compared by no distance. */
function isExact({ role }: NameToken): boolean {
  return role === 'form' || role === 'number' || role === 'initial'
}

function skeletonsOf(word: NameToken): string[] {
  const { skeleton, otherSkeletons = [], roman } = word
  const found = [skeleton, ...otherSkeletons]
  // The Arabic article may be part of the word or not.
  if (/^(?:al|el)/.test(roman) && skeleton.length >= 4) found.push(skeleton.slice(2))
  return found.filter((text) => text.length > 1 || (text.length === 1 && roman.length <= 4))
}

function addOpen(places: number[], skeleton: string, space: number) {
  places.push(hashText(skeleton, space))
  if (skeleton.length < shortestWithout || skeleton.length > longest) return
  for (let at = 0; at < skeleton.length; at++) places.push(hashWithout(skeleton, at, space))
}

function startOf({ roman }: NameToken): number {
  return hashText(roman.slice(0, startLength), start)
}
