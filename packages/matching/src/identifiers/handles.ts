import type { Handle } from '@crosswatch/protocol'
import { normalisePhone } from './phones.ts'
import { phoneServices, profileHosts, profileWords } from './providers.ts'
import { hostOf, parseUrl } from './urls.ts'

/**
 * `service:account` in lower case without `@` and profile link; `phone:` and E.164 where the service's accounts are phone
 * numbers, so that it meets the same number listed as a phone. Empty when nothing is left.
 */
export function normaliseHandle(handle: Handle, defaultCountry?: string): string {
  const text = handle.handle.normalize('NFKC').trim()
  if (text.includes('/')) {
    const linked = handleOfUrl(text, defaultCountry)
    if (linked !== '') return linked
  }
  const account = text
    .toLowerCase()
    .replace(/^.*\//, '')
    .replace(/[?#].*$/, '')
    .replace(/^@/, '')
  if (phoneServices.has(handle.service) && /^[+\d][\d\s().-]{5,}$/.test(account)) {
    return `phone:${normalisePhone(account, defaultCountry)}`
  }
  return account === '' ? '' : `${handle.service}:${account}`
}

/** The account that a profile or chat link names; empty for other addresses. */
export function handleOfUrl(written: string, defaultCountry?: string): string {
  const url = parseUrl(written)
  const profile = url === undefined ? undefined : profileHosts.get(hostOf(url))
  if (url === undefined || profile === undefined) return ''
  if (profile.phone) {
    const number = url.searchParams.get('phone') ?? url.pathname.split('/').find((part) => /\d{6}/.test(part))
    const international = number === undefined ? '' : `+${number.replace(/\D/g, '')}`
    return international.length < 7 ? '' : `phone:${normalisePhone(international, defaultCountry)}`
  }
  const id = url.searchParams.get('id')
  if (url.pathname.endsWith('profile.php') && id !== null) return `${profile.service}:${id}`
  const account = url.pathname
    .toLowerCase()
    .split('/')
    .map((part) => part.replace(/^[@+]/, ''))
    .find((part) => part !== '' && !profileWords.has(part))
  return account === undefined ? '' : `${profile.service}:${account}`
}
