const kibibyte = 1024

/** Body sizes in bytes. A sealed or channel body is padded up to one of these, so that its size says little. */
export const sizeBuckets: readonly number[] = [
  2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512,
].map((size) => size * kibibyte)

/**
 * The padded size of a body.
 *
 * @param length in bytes
 * @throws {RangeError} if the body is larger than the largest bucket
 */
export function bucketFor(length: number): number {
  const bucket = sizeBuckets.find((size) => size >= length)
  if (bucket === undefined)
    throw new RangeError(`A body holds at most ${sizeBuckets.at(-1)} bytes; this one needs ${length}.`)
  return bucket
}

/** No sealed body is smaller: otherwise the smallest size would mean a withdrawal, which needs less than any alert. */
const smallestSealedBody = 3 * kibibyte

/**
 * The padded size of a sealed body.
 *
 * @param length in bytes
 * @throws {RangeError} if the body is larger than the largest bucket
 */
export function sealedBucketFor(length: number): number {
  return bucketFor(Math.max(length, smallestSealedBody))
}

/** How many wraps a sealed body shows: the true number of recipients is hidden in the next of these. */
export const wrapBuckets: readonly number[] = [4, 8, 16, 32, 64, 128, 256, 512]

/** @throws {RangeError} if there are more recipients than the largest bucket */
export function wrapBucketFor(recipients: number): number {
  const bucket = wrapBuckets.find((count) => count >= recipients)
  if (bucket === undefined) throw new RangeError(`An entry has at most ${wrapBuckets.at(-1)} recipients.`)
  return bucket
}
