import { numberWords } from './word-tables.ts'

const roman = /^(?=[ivxl]{2})(?:xl|l?x{0,3})(?:ix|iv|v?i{0,3})$/
const values: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50 }

/** Number words and Roman numerals as digits: `forty four` and `xliv` become `44`. */
export function readNumbers(words: readonly string[]): string[] {
  const result: string[] = []
  let tens = false
  for (const word of words) {
    const digits = numberWords.get(word) ?? (roman.test(word) ? String(fromRoman(word)) : word)
    const isUnit = digits.length === 1 && /[1-9]/.test(digits)
    if (tens && isUnit) result.push(String(Number(result.pop()) + Number(digits)))
    else result.push(digits)
    tens = numberWords.has(word) && /^[2-9]0$/.test(digits)
  }
  return result
}

function fromRoman(word: string): number {
  let sum = 0
  for (let at = 0; at < word.length; at++) {
    const value = values[word[at] ?? ''] ?? 0
    sum += value < (values[word[at + 1] ?? ''] ?? 0) ? -value : value
  }
  return sum
}
