import { randomBytes } from 'node:crypto'

/** A secret for machines: 192 bits. */
export function newSecret(): string {
  return randomBytes(24).toString('base64url')
}

const CONSONANTS = 'bdfgklmnprstvzhj'
const VOWELS = 'aeiu'

/** A password that a person can read out and type: `tibano-kulamu-...`, 54 bits. */
export function newPassword(): string {
  const syllables = [...randomBytes(9)].map(
    (byte) => `${CONSONANTS[byte & 15] ?? ''}${VOWELS[(byte >> 4) & 3] ?? ''}`,
  )
  return [0, 3, 6].map((from) => syllables.slice(from, from + 3).join('')).join('-')
}
