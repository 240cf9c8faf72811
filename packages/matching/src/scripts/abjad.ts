import tables from '../data/romanisation.json' with { type: 'json' }
import { soundsOf } from '../names/sounds.ts'

const romans = { Arab: new Map(Object.entries(tables.Arab)), Hebr: new Map(Object.entries(tables.Hebr)) }
/** Letters that Arabic and its borrowers read differently, each with a sound class of its own. */
const shared: ReadonlyMap<string, string> = new Map(Object.entries(tables.sharedLetters))
const ambiguous = /[WYV]/g

/**
 * The ways a word in a consonant script may sound, as `soundsOf` writes sounds. The first leaves open what can be read in
 * two ways; the others commit: waw as a vowel or as w, Arabic dh and th or Persian z and s.
 */
export function soundsOfAbjad(word: string, script: 'Arab' | 'Hebr'): string[] {
  let sounds = ''
  for (const letter of word) {
    const sound = shared.get(letter) ?? soundsOf(romans[script].get(letter) ?? '')
    if (sound !== sounds.at(-1)) sounds += sound
  }
  const readings = new Set([sounds])
  const inner = (reading: string) => reading.slice(0, 1) + reading.slice(1).replaceAll('V', 'u')
  readings.add(inner(sounds))
  if (ambiguous.test(sounds)) {
    const persian = sounds.replaceAll('W', 'Z').replaceAll('Y', 'S')
    readings.add(persian)
    readings.add(inner(persian))
  }
  return [...readings]
}
