import type { Gateway } from './gateway.ts'

interface PlainRequest {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | URLSearchParams | FormData
}

export interface Shown {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** Without markup and with entities resolved: what somebody reads. */
  readonly words: string
}

/** A browser without scripts: keeps cookies, finds the token of the page's forms, and follows redirects. */
export function visit({ url }: Pick<Gateway, 'url'>, always: Readonly<Record<string, string>> = {}) {
  const cookies = new Map<string, string>()
  const visited: string[] = []
  let last: Shown | undefined

  async function send(path: string, init: PlainRequest = {}, follow = true): Promise<Shown> {
    visited.push(path)
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url + path, {
      ...init,
      redirect: 'manual',
      headers: { ...always, ...init.headers, ...(cookie === '' ? {} : { cookie }) },
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '' || /max-age=0|expires=thu, 01 jan 1970/i.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    const location = response.headers.get('location')
    if (follow && location !== null) {
      await response.body?.cancel()
      return send(location)
    }
    const text = await response.text()
    last = { status: response.status, headers: response.headers, text, words: wordsOf(text) }
    return last
  }

  const csrf = () => /name="_csrf"\s+value="([^"]+)"/.exec(last?.text ?? '')?.[1] ?? ''
  const post = (path: string, fields: Record<string, string | readonly string[]>, token = csrf()) => {
    const body = new URLSearchParams({ _csrf: token })
    for (const [name, value] of Object.entries(fields)) {
      for (const one of typeof value === 'string' ? [value] : value) body.append(name, one)
    }
    return send(path, { method: 'POST', body })
  }

  return {
    cookies,
    /** Every address that was asked for. */
    visited,
    get: (path: string) => send(path),
    once: (path: string, init?: PlainRequest) => send(path, init, false),
    csrf,
    post,
    async signIn(user: string, password = `password of ${user}`) {
      await send('/sign-in')
      return post('/sign-in', { user, password })
    },
  }
}

/** The fields of the page's main form, as a browser would send them back. */
export function formFields(text: string): Record<string, string[]> {
  const fields: Record<string, string[]> = {}
  const add = (name: string, value: string) => (fields[name] = [...(fields[name] ?? []), unescape(value)])
  for (const [tag] of text.matchAll(/<input\b[^>]*>/g)) {
    const attribute = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]
    const type = attribute('type')
    const name = attribute('name')
    if (name === undefined || name === '_csrf') continue
    if ((type === 'radio' || type === 'checkbox') && !/\schecked\b/.test(tag)) continue
    add(name, attribute('value') ?? 'on')
  }
  for (const [, attributes = '', content = ''] of text.matchAll(
    /<textarea\b([^>]*)>\n?([^<]*)<\/textarea>/g,
  )) {
    add(/\bname="([^"]*)"/.exec(attributes)?.[1] ?? '', content)
  }
  for (const [, attributes = '', content = ''] of text.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)) {
    const name = /\bname="([^"]*)"/.exec(attributes)?.[1] ?? ''
    const chosen =
      /<option value="([^"]*)"\s+selected/.exec(content) ?? /<option value="([^"]*)"/.exec(content)
    add(name, chosen?.[1] ?? '')
  }
  return fields
}

function wordsOf(text: string): string {
  return unescape(
    text.replaceAll(/<(script|style)[\s\S]*?<\/\1>/g, ' ').replaceAll(/<[^>]+>/g, ' '),
  ).replaceAll(/\s+/g, ' ')
}

function unescape(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&#96;', '`')
    .replaceAll('&amp;', '&')
}
