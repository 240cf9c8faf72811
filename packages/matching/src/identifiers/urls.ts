const tracking =
  /^(?:utm_.*|fbclid|gclid|yclid|msclkid|dclid|twclid|mc_[a-z]+|igshid|igsh|_openstat|si|ref|ref_src|ref_url|source|spm|share|from)$/

/**
 * `host/path?query` without scheme, `www.`, port, tracking parameters, fragment and closing slash; the host in its ASCII
 * form. Empty when it is no web address.
 */
export function normaliseUrl(written: string): string {
  const url = parseUrl(written)
  if (url === undefined) return ''
  const query = [...url.searchParams]
    .filter(([name]) => !tracking.test(name.toLowerCase()))
    .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
  return hostOf(url) + pathOf(url) + (query === '' ? '' : `?${query}`)
}

/** The address, or undefined for text that is none. */
export function parseUrl(written: string): URL | undefined {
  const text = written.normalize('NFKC').trim().replace(/\s/g, '')
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`)
  return url?.hostname.includes('.') === true ? url : undefined
}

/** The host without the labels that name a device or nothing. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/\.$/, '').replace(/^(?:www\d?|m|mobile|web|touch)\.(?=.*\.)/, '')
}

function pathOf({ pathname }: URL): string {
  const path = decoded(pathname)
  return path
    .replace(/\/{2,}/g, '/')
    .replace(/\/(?:index|default)\.\w+$/, '')
    .replace(/\/$/, '')
}

function decoded(path: string): string {
  try {
    return decodeURI(path)
  } catch {
    return path
  }
}
