/** ISO 15924 codes of the scripts that the package reads in a way of their own; `Zyyy` for all others. */
export type Script =
  | 'Latn'
  | 'Cyrl'
  | 'Grek'
  | 'Arab'
  | 'Hebr'
  | 'Indc'
  | 'Sinh'
  | 'Thai'
  | 'Laoo'
  | 'Khmr'
  | 'Mymr'
  | 'Ethi'
  | 'Geor'
  | 'Armn'
  | 'Hang'
  | 'Kana'
  | 'Hani'
  | 'Zyyy'

/** First and last code point, in order. `Indc` stands for the nine scripts of the ISCII layout, which share a table. */
const ranges: readonly (readonly [number, number, Script])[] = [
  [0x41, 0x24f, 'Latn'],
  [0x370, 0x3ff, 'Grek'],
  [0x400, 0x52f, 'Cyrl'],
  [0x530, 0x58f, 'Armn'],
  [0x590, 0x5ff, 'Hebr'],
  [0x600, 0x77f, 'Arab'],
  [0x900, 0xd7f, 'Indc'],
  [0xd80, 0xdff, 'Sinh'],
  [0xe00, 0xe7f, 'Thai'],
  [0xe80, 0xeff, 'Laoo'],
  [0x1000, 0x109f, 'Mymr'],
  [0x10a0, 0x10ff, 'Geor'],
  [0x1100, 0x11ff, 'Hang'],
  [0x1200, 0x139f, 'Ethi'],
  [0x1780, 0x17ff, 'Khmr'],
  [0x1c90, 0x1cbf, 'Geor'],
  [0x1e00, 0x1eff, 'Latn'],
  [0x1f00, 0x1fff, 'Grek'],
  [0x3040, 0x30ff, 'Kana'],
  [0x3400, 0x9fff, 'Hani'],
  [0xac00, 0xd7af, 'Hang'],
  [0x20000, 0x323af, 'Hani'],
]

/** The script of a word, told by its first letter. */
export function scriptOf(word: string): Script {
  const code = word.codePointAt(0) ?? 0
  for (const [first, last, script] of ranges) {
    if (code < first) return 'Zyyy'
    if (code <= last) return script
  }
  return 'Zyyy'
}

/** Scripts that leave vowels out, or whose vowels are written so differently that they say little in another script. */
export function hasLooseVowels(script: Script): boolean {
  return loose.has(script)
}

const loose = new Set<Script>(['Arab', 'Hebr', 'Thai', 'Laoo', 'Khmr'])

/** Scripts in which one sign is a syllable or a word, so that one other sign makes another name. */
export function isSyllabic(script: Script): boolean {
  return script === 'Hani' || script === 'Hang' || script === 'Kana'
}
