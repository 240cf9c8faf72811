import { fromBase64, toBase64, utf8, type ClearanceMark } from '@crosswatch/protocol'
import { keyedHash } from './derive.ts'
import { randomBytes, type RandomBytes } from './random.ts'

/** By what a person is known at a border. The number is normalised, so that spacing does not matter; the birth date is a whole one. */
export interface TravelFacts {
  /** ISO 3166-1 alpha-2 code of who issued the document; empty if it is not known. */
  readonly country: string
  readonly number: string
  /** YYYY-MM-DD */
  readonly birthDate: string
}

/**
 * Marks a person: `BLAKE2b-32(key = secret, "crosswatch/clearance" NUL country " " number " " birth date)` under a secret of its own.
 */
export function markPerson(facts: TravelFacts, random: RandomBytes = randomBytes): ClearanceMark {
  const secret = random(32)
  return { secret: toBase64(secret), fingerprint: fingerprintOf(secret, facts) }
}

/** Whether somebody with these is the person of the mark. */
export function isMarked({ secret, fingerprint }: ClearanceMark, facts: TravelFacts): boolean {
  return fingerprintOf(fromBase64(secret), facts) === fingerprint
}

function fingerprintOf(secret: Uint8Array, { country, number, birthDate }: TravelFacts): string {
  return toBase64(keyedHash(secret, 'clearance', utf8(`${country} ${number} ${birthDate}`)))
}
