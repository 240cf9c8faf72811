const rules: readonly (readonly [RegExp, string])[] = [
  [/(.)\1+/g, '$1'],
  [/sch|sh|ch|cz|tsch|tch/g, 's'],
  [/ph/g, 'f'],
  [/kh|gh|ck|[qgk]/g, 'k'],
  [/c(?=[eiy])/g, 's'],
  [/c/g, 'k'],
  [/x/g, 'ks'],
  [/th/g, 't'],
  [/dh/g, 'd'],
  [/z|j/g, 's'],
  [/p/g, 'b'],
  [/v/g, 'w'],
]

/**
 * The consonants of a romanised token in coarse sound classes. Spellings of one name in different romanisations
 * share it; so do some names that differ, which the letters then tell apart.
 */
export function skeletonOf(roman: string): string {
  if (/^[0-9]+$/.test(roman)) return roman
  let text = roman
  for (const [pattern, replacement] of rules) text = text.replace(pattern, replacement)
  const first = /^[aeiouyw]/.test(text) ? 'a' : ''
  return first + text.replace(/[aeiouyw]/g, '').replace(/(?<=.)h$/, '')
}
