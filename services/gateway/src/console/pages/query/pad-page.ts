import type { RandomBytes } from '@crosswatch/crypto'

/** Answers are filled up to a multiple of this many bytes. */
export const pageStep = 32 * 1024

/**
 * A page whose size says nothing: whoever sees only encrypted traffic cannot tell a hit from no hit. What fills it is random,
 * so that a proxy that compresses does not undo it.
 */
export function padPage(page: string, randomBytes: RandomBytes): string {
  const open = '<!-- '
  const close = ' -->\n'
  const length = Buffer.byteLength(page) + open.length + close.length
  const missing = Math.ceil(length / pageStep) * pageStep - length
  const filling = Buffer.from(randomBytes(Math.ceil(missing / 2))).toString('hex')
  return `${page}${open}${filling.slice(0, missing)}${close}`
}
