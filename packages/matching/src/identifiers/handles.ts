import type { Handle } from '@crosswatch/protocol'
import { normalisePhone } from './phones.ts'

/** Services whose accounts are phone numbers. */
const byPhone = new Set<Handle['service']>(['whatsapp', 'viber', 'signal', 'imo', 'zalo'])

/** `service:account`, without `@`, profile URL and case; a phone number where the service uses one. */
export function normaliseHandle(handle: Handle, defaultCountry?: string): string {
  const text = handle.handle.normalize('NFKC').trim().toLowerCase()
  const account = text
    .replace(/^(?:https?:\/\/)?(?:[\w-]+\.)+[a-z]{2,}\//, '')
    .replace(/[/?#].*$/, '')
    .replace(/^@/, '')
  if (byPhone.has(handle.service) && /^[+\d][\d\s().-]{5,}$/.test(account)) {
    return `${handle.service}:${normalisePhone(account, defaultCountry)}`
  }
  return account === '' ? '' : `${handle.service}:${account}`
}
