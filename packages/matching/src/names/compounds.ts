import type { Word } from './name-form.ts'
import { romanise } from '../scripts/romanise.ts'
import { notArticles } from './word-tables.ts'

/**
 * Arabic names that are written in one word or in several: Abd al-Rahman, Abdul Rahman, Abdurrahman; Habib Ullah,
 * Habibullah; Saif al-Din, Saifuddin; Zia ur-Rehman, Ziaurrehman. Each becomes one word in one spelling.
 */
export function joinCompounds(words: readonly Word[]): Word[] {
  const result: Word[] = []
  for (let at = 0; at < words.length; at++) {
    const word = words[at]
    if (word === undefined) continue
    const servant = isServant(word.text) ? servantOf(words, at) : undefined
    if (servant !== undefined) {
      result.push({ text: servant.text, role: 'name' })
      at += servant.taken
      continue
    }
    const last = result.at(-1)
    const suffix = suffixAt(words, at)
    if (suffix !== undefined && last?.role === 'name') {
      result[result.length - 1] = { text: oneWord(last.text) + suffix.text, role: 'name' }
      at += suffix.taken
      continue
    }
    for (const part of splitAttribute(word)) result.push(part)
  }
  return result
}

const article = /^(?:al|el|ul|ur|ar|us|as|ud|ad|ush|ash|un|an|uz|az|er|es|ed|en|ال)$/

function isServant(text: string): boolean {
  return /^(?:abd|abdul|abdal|abdel|abdoul|abdur|abdus|abdu|abdou|عبد|আবদুল|আব্দুল|अब्दुल)$/.test(text)
}

/** Abd, an article or none, and the attribute that follows. */
function servantOf(words: readonly Word[], at: number) {
  let next = at + 1
  if (words[next] !== undefined && article.test(words[next]?.text ?? '')) next++
  const attribute = words[next]
  if (attribute === undefined || attribute.text.length < 3 || attribute.role === 'initial') return undefined
  if (attribute.role === 'form' || attribute.role === 'generic') return undefined
  const arabic = words[at]?.text === 'عبد'
  const text = arabic ? `عبد${withoutArabicArticle(attribute.text)}` : abdOf(romanise(attribute.text))
  return { text, taken: next - at }
}

function abdOf(attribute: string): string {
  return /^(?:u|a|o)?llah$/.test(attribute) ? 'abdullah' : `abd${attribute}`
}

function suffixAt(words: readonly Word[], at: number) {
  const text = words[at]?.text ?? ''
  if (/^(?:ul|al|ol|oul)lah$|^ullah$|^allah$/.test(text)) return { text: 'ullah', taken: 0 }
  if (text === 'الله') return { text: 'الله', taken: 0 }
  if (text === 'الدين') return { text: 'دين', taken: 0 }
  if (/^(?:ud|ad|ed|al|el|ul|od|id)din(?:e)?$/.test(text)) return { text: 'uddin', taken: 0 }
  if (/^(?:ud|ad|ed|al|el|ul)$/.test(text) && /^d?dine?$/.test(words[at + 1]?.text ?? '')) {
    return { text: 'uddin', taken: 1 }
  }
  return undefined
}

/** One spelling of a compound that is already one word. */
function oneWord(text: string): string {
  if (/^[a-z]+$/.test(text)) return latinCompound(text)
  return /^[\u0600-\u06FF]+$/.test(text) ? withoutArabicArticle(text) : text
}

function latinCompound(text: string): string {
  const servant = /^abd(?:[aeiou]{1,2})?(.{3,})$/.exec(text)
  if (servant?.[1] !== undefined) {
    const rest = servant[1]
    if (/^l*lah$/.test(rest)) return 'abdullah'
    if (/^l[^aeiou]/.test(rest)) return `abd${rest.slice(1)}`
    if (/^l[aeiou]/.test(rest) && /^abd[aeiou]{1,2}l/.test(text)) return `abd${rest.slice(1)}`
    if (/^(.)\1|^[rsn](?=[rsn])/.test(rest)) return `abd${rest.slice(1)}`
    return `abd${rest}`
  }
  const god = /^(.{3,}?)(?:u|a|o|ou)?l?lah$/.exec(text)
  if (god?.[1] !== undefined && /(?:ullah|allah|ollah|oullah)$/.test(text)) return `${god[1]}ullah`
  const faith = /^(.{3,}?)(?:[aeiou]{1,2})[dl]din(?:e)?$/.exec(text)
  return faith?.[1] === undefined ? text : `${faith[1]}uddin`
}

/** The article, also after the prepositions and the conjunction that are written as part of the word. */
const arabicArticle = /^(?:و?ال|بال|كال|فال|لل)(?=.{3,}$)/

export function withoutArabicArticle(text: string): string {
  return notArticles.has(text) ? text : text.replace(arabicArticle, '')
}

/** Shamsurrahman as Shams and Rahman; Arabic words lose their article. */
function splitAttribute(word: Word): Word[] {
  if (word.role !== 'name' || word.symbol !== undefined) return [word]
  const { text } = word
  const attribute = /^(.{3,})(?:u|o|a|e)(?:r|l)?(r[ae]h?man|rah?im|haqq?)$/.exec(text)
  if (attribute?.[1] !== undefined && attribute[2] !== undefined && !text.startsWith('abd')) {
    return [
      { text: attribute[1], role: 'name' },
      { text: attribute[2], role: 'name' },
    ]
  }
  const arabicServant = /^عبد(?:ال)?(.{3,})$/.exec(text)
  if (arabicServant?.[1] !== undefined) return [{ ...word, text: `عبد${arabicServant[1]}` }]
  const one = oneWord(text)
  return [one === text ? word : { ...word, text: one }]
}
