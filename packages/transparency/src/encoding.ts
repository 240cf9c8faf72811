/**
 * The two spellings that C2SP texts are made of. Each value has exactly one spelling here: two texts that a lax
 * reader takes for the same would have two hashes and two signatures.
 */

const largestUint64 = 2n ** 64n - 1n

/** An unsigned 64-bit integer in ASCII decimal without leading zeros, or undefined if it is anything else. */
export function parseDecimal(text: string): bigint | undefined {
  if (!/^(?:0|[1-9][0-9]{0,19})$/.test(text)) return undefined
  const value = BigInt(text)
  return value <= largestUint64 ? value : undefined
}

/** Standard base64 with padding (RFC 4648, section 4), or undefined if it is not in its one canonical spelling. */
export function parseBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : undefined
}

export function formatBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
}
