import type { Name } from '@crosswatch/protocol'
import { clean } from '../../text/clean.ts'
import { scriptOf } from '../../text/scripts.ts'

/**
 * The names in one alias of the consolidated list. Most are one name. Others hold several, the same name in its original
 * script, or remarks:
 *
 *   Azim Example; Azim Ekzample                              two names
 *   Example Person (original script: Пример), (Пример)       a name in two scripts
 *   مثال (Example; Ekzample)                                 the same the other way round
 *   Example Resistance Movement (ERM)                        a name and its letters, which are a weak alias
 *   Example Person, born 1 Jan. 1953 (passport no. ...)      a name; what follows is about something else
 */
export function readAlias(written: string, kind: Name['kind']): Name[] {
  const [text = ''] = written.split(/,? \bborn\b|,? \bDPOB\b|\(false identity/i)
  const [inside, outside] = takeApart(text)
  const outer = namesIn(outside)
  const foreign = outer.some((name) => scriptOf(name) !== undefined)
  return [
    ...outer.map((full): Name => ({ full, kind })),
    ...inside.flatMap((remark) => namesInRemark(remark, outside, foreign, kind)),
  ]
}

/**
 * The names in the name under which an organisation is listed: `EXAMPLE MOVEMENT (EM1) ; OTHER MOVEMENT`. A remark that is
 * no name stays with it: `EXAMPLE FOUNDATION (PAKISTAN)` is another one than `EXAMPLE FOUNDATION (KENYA)`.
 */
export function readListedName(written: string): Name[] {
  const names = readAlias(written, 'alias')
  const [first, ...others] = names.length > 1 ? names : []
  return first === undefined
    ? [{ full: written, kind: 'primary' }]
    : [{ ...first, kind: 'primary' }, ...others]
}

/** What stands in parentheses, one level deep, and what stands outside them. */
function takeApart(text: string): [inside: string[], outside: string] {
  const inside: string[] = []
  let depth = 0
  let outside = ''
  let current = ''
  for (const char of text) {
    if (char === '(' || char === '（') {
      if (depth++ > 0) current += ' '
    } else if ((char === ')' || char === '）') && depth > 0) {
      if (--depth === 0) {
        inside.push(current)
        current = ''
      }
    } else if (depth > 0) current += char
    else outside += char
  }
  if (depth > 0) inside.push(current)
  return [inside, outside]
}

function namesInRemark(remark: string, outside: string, outerIsForeign: boolean, kind: Name['kind']): Name[] {
  const text = remark.replace(/^(?:in )?(?:original|arabic|cyrillic) script:? */i, '').replace(/ - .*$/, '')
  if (isAcronymOf(text, outside)) return [{ full: text, kind: 'weak-alias' }]
  return namesIn(text)
    .filter(
      (name) =>
        (scriptOf(name) !== undefined) !== outerIsForeign && !/\b(?:script|listed|name|unit)\b/i.test(name),
    )
    .map((full) => ({ full, kind }))
}

/** Whether the letters of a short name stand in the long one in this order, the first of them at the beginning of a word. */
function isAcronymOf(text: string, long: string): boolean {
  if (!/^\p{Lu}[\p{L}/-]{2,9}$/u.test(text) || (text.match(/\p{Lu}/gu)?.length ?? 0) < 2) return false
  const letters = text.replaceAll(/[^\p{L}]/gu, '').split('')
  return new RegExp(`\\b${letters.join('.*')}`, 'iu').test(long)
}

function namesIn(text: string): string[] {
  return text
    .split(/;| [b-z]\) /)
    .flatMap((part) => clean(part.replaceAll(/^[\s,"'“”()[\]]+|[\s,"'“”()[\]]+$/g, '')) ?? [])
}
