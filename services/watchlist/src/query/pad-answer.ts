/**
 * Sizes of answers on the wire, in bytes. An answer is followed by spaces, which JSON allows after a value (RFC 8259,
 * section 2), up to the next of these: whoever sees only encrypted traffic cannot tell a hit from no hit.
 */
export const answerSizes: readonly number[] = [64, 256, 1024].map((size) => size * 1024)

const space = 0x20

/** The bytes of an answer, padded. One that is larger than the largest size is left as it is. */
export function padAnswer(json: string): Buffer {
  const length = Buffer.byteLength(json)
  const size = answerSizes.find((candidate) => candidate >= length) ?? length
  const padded = Buffer.allocUnsafe(size)
  padded.write(json)
  return padded.fill(space, length)
}
