import { mailProviders } from './providers.ts'

/**
 * Lower case, the host in its ASCII form, the provider's aliases undone (`a.b+c@googlemail.com` and `ab@gmail.com` are one
 * mailbox). Empty when it is no address.
 */
export function normaliseEmail(written: string): string {
  const text = written
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/^mailto:/, '')
    .replace(/\s*(?:\(at\)|\[at\])\s*/, '@')
  const at = text.lastIndexOf('@')
  const domain = asciiDomain(text.slice(at + 1))
  if (at < 1 || domain === '') return ''
  const local = text.slice(0, at)
  const provider = mailProviders.get(domain)
  if (provider === undefined) return `${local}@${domain}`
  let mailbox = provider.plus ? local.replace(/(?<=.)\+.*$/, '') : local
  if (provider.ignoreDots) mailbox = mailbox.replaceAll('.', '')
  if (provider.dotsAreHyphens) mailbox = mailbox.replaceAll('.', '-')
  return `${mailbox}@${provider.domain}`
}

function asciiDomain(domain: string): string {
  const host = URL.parse(`http://${domain.replace(/\.$/, '')}`)?.hostname ?? ''
  return host.includes('.') ? host : ''
}
