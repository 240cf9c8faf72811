const tracking = /^(?:utm_.*|fbclid|gclid|yclid|msclkid|mc_[a-z]+|igshid|si|ref|ref_src|source)$/

/** `host/path` without scheme, `www.`, tracking parameters, fragment and closing slash. Empty when it is no URL. */
export function normaliseUrl(written: string): string {
  const text = written.normalize('NFKC').trim()
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`)
  if (url === null || !url.hostname.includes('.')) return ''
  const host = url.hostname.replace(/^(?:www\d?|m|mobile)\./, '')
  const path = decoded(url.pathname)
    .replace(/\/(?:index\.\w+)?$/, '')
    .replace(/\/+/g, '/')
  const query = [...url.searchParams]
    .filter(([name]) => !tracking.test(name.toLowerCase()))
    .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
  return host + path + (query === '' ? '' : `?${query}`)
}

/** The host of a normalised URL. */
export function hostOf(normalised: string): string {
  return normalised.split(/[/?]/, 1)[0] ?? ''
}

function decoded(path: string): string {
  try {
    return decodeURI(path)
  } catch {
    return path
  }
}
