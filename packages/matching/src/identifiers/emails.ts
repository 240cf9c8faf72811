/** Providers that deliver `a.b+c@` and `ab@` into one mailbox (their help pages say so). */
const dotless = new Set(['gmail.com', 'googlemail.com'])

/** Lower case, IDNA host, provider's aliases undone. Empty when there is no `@`. */
export function normaliseEmail(written: string): string {
  const text = written
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/^mailto:/, '')
  const at = text.lastIndexOf('@')
  if (at < 1 || at === text.length - 1) return ''
  const host = text.slice(at + 1).replace(/\.$/, '')
  const local = text.slice(0, at)
  if (!dotless.has(host)) return `${local.split('+')[0] || local}@${host}`
  return `${(local.split('+')[0] || local).replaceAll('.', '')}@gmail.com`
}
