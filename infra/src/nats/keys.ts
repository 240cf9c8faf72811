import { nkeys } from 'nats'

/** An NKEY user: the public key goes into server configurations, the seed to its owner alone. */
export type UserKey = { readonly publicKey: string; readonly seed: string }

/** Makes a new NKEY user. */
export function createUserKey(): UserKey {
  const pair = nkeys.createUser()
  return { publicKey: pair.getPublicKey(), seed: new TextDecoder().decode(pair.getSeed()) }
}

/** The NKEY user of a seed (`SU...`). */
export function readUserKey(seed: string): UserKey {
  const pair = nkeys.fromSeed(new TextEncoder().encode(seed))
  return { publicKey: pair.getPublicKey(), seed }
}
