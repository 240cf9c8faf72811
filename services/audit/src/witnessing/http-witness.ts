import type { Cosigner } from './collect.ts'

const patienceMs = 4_000
/** A few signature lines; ML-DSA-44 makes them long. */
const longestAnswer = 65_536

/** Asks a witness by the HTTP interface of C2SP tlog-witness. @param url its submission prefix */
export function askOverHttp(url: string, signal: AbortSignal): Cosigner['ask'] {
  return async (body) => {
    try {
      const response = await fetch(`${url.replace(/\/+$/, '')}/add-checkpoint`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'text/plain; charset=utf-8' },
        redirect: 'error',
        signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
      })
      const text = await response.text()
      return text.length > longestAnswer ? undefined : { status: response.status, body: text }
    } catch {
      // Whoever is away now is asked again.
      return undefined
    }
  }
}
