import table from '../data/sounds.json' with { type: 'json' }

const spellings = new Map(Object.entries(table.spellings))
const classes = new Map(Object.entries(table.classes))
const longestSpelling = Math.max(...[...spellings.keys()].map((spelling) => spelling.length))

/**
 * A romanised word as it sounds: one capital letter for each consonant class, one small letter for each vowel, nothing
 * doubled. Digits stay as they are.
 */
export function soundsOf(roman: string): string {
  let result = ''
  for (let at = 0; at < roman.length;) {
    const length = spellingAt(roman, at)
    const sound = soundAt(roman, at, length)
    if (sound !== result.at(-1)) result += sound
    at += length
  }
  return result
}

function spellingAt(roman: string, at: number): number {
  for (let length = Math.min(longestSpelling, roman.length - at); length > 1; length--) {
    if (spellings.has(roman.slice(at, at + length))) return length
  }
  return 1
}

function soundAt(roman: string, at: number, length: number): string {
  const letter = roman.slice(at, at + length)
  // Before e, i and y most of the languages that write c say s.
  if (letter === 'c') return /[eiy]/.test(roman[at + 1] ?? '') ? 'S' : 'K'
  return spellings.get(letter) ?? letter
}

/**
 * The consonants in coarse classes, after an `a` when the word begins with a vowel. Spellings of one name in different
 * romanisations nearly always share it; so do many names that differ, which the letters then tell apart.
 */
export function skeletonOf(sounds: string): string {
  let result = /^[a-z]/.test(sounds) ? 'a' : ''
  let last = ''
  for (const sound of sounds) {
    const coarse = /[0-9]/.test(sound)
      ? sound
      : (classes.get(sound) ?? (result === '' && sound === 'H' ? 'H' : ''))
    if (coarse !== '' && coarse !== last) result += coarse
    if (coarse !== '') last = coarse
  }
  return result
}

export const isVowel = (code: number): boolean => code >= 97

/** Costs of taking one sound for another, by the sum of 128 times one code and the other code. */
export const soundCosts: Float32Array = makeCosts()

function makeCosts(): Float32Array {
  const costs = new Float32Array(128 * 128).fill(1)
  for (let code = 0; code < 128; code++) {
    costs[code * 128 + code] = 0
    if (!isVowel(code)) continue
    for (let other = 97; other < 128; other++) if (other !== code) costs[code * 128 + other] = 0.5
  }
  for (const [pair, cost] of Object.entries(table.near)) {
    const a = pair.charCodeAt(0)
    const b = pair.charCodeAt(1)
    costs[a * 128 + b] = cost
    costs[b * 128 + a] = cost
  }
  return costs
}
