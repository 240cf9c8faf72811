import variants from '../data/han-variants.json' with { type: 'json' }

const latinOrGreekMark = /([\p{Script=Latin}\p{Script=Greek}])\p{M}+/gu
/** Stress marks and diaeresis on Cyrillic; й and ї keep theirs, because it makes another letter. */
const cyrillicMark = /(\p{Script=Cyrillic})[\u0300\u0301]+/gu
const hebrewOrArabicMark = /[\u0591-\u05C7\u0610-\u061A\u064B-\u0655\u0657-\u065F\u0670\u06D6-\u06ED\u0640]/g

const folded: readonly (readonly [RegExp, string])[] = [
  [/[\u0622\u0623\u0625\u0671]/g, '\u0627'], // alef with hamza or madda
  [/[\u0649\u06CC\u06D2\u06CD\u0626]/g, '\u064A'], // forms of yeh
  [/[\u06A9\u06AA\u06AC]/g, '\u0643'], // forms of kaf
  [/[\u06C0\u06C1\u06C2\u06C3\u06D5\u0629]/g, '\u0647'], // forms of heh, and teh marbuta
  [/\u0624/g, '\u0648'], // waw with hamza
  [/\u0621/g, ''], // hamza alone
  [/[\u200B-\u200F\u202A-\u202E\u2060\u00AD\uFEFF]/g, ''], // invisible joiners and direction marks
  [/ё/g, 'е'],
  [/ß/g, 'ss'],
  [/ı/g, 'i'],
]

const simplified: ReadonlyMap<string, string> = new Map(
  Array.from(variants.traditional, (sign, at) => [sign, variants.simplified.charAt(at)] as const),
)

/**
 * One spelling for what readers take as the same: compatibility form, lower case, no marks on Latin and Greek letters,
 * no vowel points, one form of each Arabic letter, hiragana for katakana,
 * simplified for traditional Han characters. Idempotent.
 */
export function foldText(text: string): string {
  let result = text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(latinOrGreekMark, '$1')
    .replace(cyrillicMark, '$1')
    .replace(hebrewOrArabicMark, '')
    .normalize('NFC')
    .replace(hebrewOrArabicMark, '')
  for (const [pattern, replacement] of folded) result = result.replace(pattern, replacement)
  return result
    .replace(/[\u30A1-\u30F6]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
    .replace(/[\u4E00-\u9FFF]/g, (sign) => simplified.get(sign) ?? sign)
}
