/** One bit for each letter a to z (in either case) that occurs in the text. */
export function letterBits(text: string): number {
  let bits = 0
  for (let at = 0; at < text.length; at++) {
    const letter = (text.charCodeAt(at) | 32) - 97
    if (letter >= 0 && letter < 26) bits |= 1 << letter
  }
  return bits
}

/** How many bits are set (Hacker's Delight, section 5-1). */
export function countBits(bits: number): number {
  let count = bits - ((bits >>> 1) & 0x55555555)
  count = (count & 0x33333333) + ((count >>> 2) & 0x33333333)
  return Math.imul((count + (count >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
