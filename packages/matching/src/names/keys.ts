import type { Identity } from '@crosswatch/protocol'
import { nameForm } from './name-form.ts'

/**
 * Stable keys of a subject's names: the words that count, romanised and sorted. Equal keys mean that two names differ
 * at most in script marks, case, punctuation, order, honorifics and company form.
 */
export function nameKeys(identity: Pick<Identity, 'subject' | 'names'>): string[] {
  const keys = identity.names.map(({ full }) => {
    const { tokens } = nameForm(full, identity.subject)
    const counted = tokens.filter(({ role }) => role === 'name' || role === 'initial')
    return (counted.length > 0 ? counted : tokens)
      .map(({ roman }) => roman)
      .toSorted()
      .join(' ')
  })
  return [...new Set(keys.filter((key) => key !== ''))].toSorted().map((key) => `name:${key}`)
}
