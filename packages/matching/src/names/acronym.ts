import type { NameToken } from './name-form.ts'

const shortest = 3
const longest = 7

export function canBeAcronym(roman: string): boolean {
  return roman.length >= shortest && roman.length <= longest
}

/**
 * A run of words whose initials are these letters. Small words may lend their initial or not; a word of two or three letters,
 * itself an abbreviation, may lend all of them (MV Placement & Management Services: MVPMS), and in a long abbreviation a word
 * may lend two.
 */
export function runWithInitials(
  letters: string,
  words: readonly NameToken[],
  free: readonly boolean[],
): number[] | undefined {
  for (let first = 0; first < words.length; first++) {
    const run = spell(letters, words, free, first)
    if (run !== undefined && run.length >= 2) return run
  }
  return undefined
}

function spell(
  letters: string,
  words: readonly NameToken[],
  free: readonly boolean[],
  at: number,
): number[] | undefined {
  if (letters === '') return []
  const word = words[at]
  if (word === undefined || free[at] !== true || word.role === 'form') return undefined
  const lent = [word.roman.slice(0, 1)]
  if (word.roman.length > 1 && word.roman.length <= 3) lent.push(word.roman)
  else if (letters.length > 4) lent.push(word.roman.slice(0, 2))
  for (const start of lent) {
    if (start === '' || !letters.startsWith(start)) continue
    const rest = spell(letters.slice(start.length), words, free, at + 1)
    if (rest !== undefined) return [at, ...rest]
  }
  if (word.role !== 'particle') return undefined
  const rest = spell(letters, words, free, at + 1)
  return rest === undefined ? undefined : [at, ...rest]
}

/** The initials under which an organisation's name may be abbreviated: with its small words and without them. */
export function acronymsOf(words: readonly NameToken[]): string[] {
  const counted = words.filter(({ role }) => role !== 'form')
  const found = [counted, counted.filter(({ role }) => role !== 'particle')].map((list) =>
    list.map(({ roman }) => roman.slice(0, 1)).join(''),
  )
  const [first] = counted
  const whole = found[1] ?? ''
  if (first !== undefined && first.roman.length <= 3 && whole.length > 0)
    found.push(first.roman + whole.slice(1))
  return [...new Set(found)].filter((letters) => canBeAcronym(letters) && counted.length >= shortest)
}
