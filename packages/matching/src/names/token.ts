import { hasLooseVowels, scriptOf } from '../scripts/detect.ts'
import { romanise } from '../scripts/romanise.ts'
import { soundsOfAbjad } from '../scripts/abjad.ts'
import { letterBits } from './bits.ts'
import type { NameToken, Word } from './name-form.ts'
import { skeletonOf, soundsOf } from './sounds.ts'

/** Adds to a word what comparison needs. */
export function nameToken(word: Word): NameToken {
  const script = scriptOf(word.text)
  const roman = romanise(word.text)
  const readings = readingsOf(word.text, script, roman)
  const sounds = readings[0] ?? ''
  const skeletons = [...new Set(readings.map(skeletonOf))]
  return {
    text: word.text,
    role: word.role,
    ...(word.symbol === undefined ? {} : { symbol: word.symbol }),
    ...(word.cut === true ? { cut: true } : {}),
    script,
    roman,
    sounds,
    skeleton: skeletons[0] ?? '',
    ...(skeletons.length < 2 ? {} : { otherSkeletons: skeletons.slice(1) }),
    letters: letterBits(roman),
    // The mark of a first vowel says nothing about consonants.
    consonants: letterBits((skeletons[0] ?? '').replace(/^a/, '')),
    loose: hasLooseVowels(script),
  }
}

/** The ways a word may sound; one, except in scripts that leave it open. */
function readingsOf(text: string, script: NameToken['script'], roman: string): string[] {
  if (/^[0-9]*$/.test(roman)) return [roman]
  if (script === 'Arab' || script === 'Hebr') return soundsOfAbjad(text, script)
  return [soundsOf(roman)]
}
