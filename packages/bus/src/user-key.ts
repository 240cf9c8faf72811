import { nkeys } from 'nats'

/** An NKEY user: the public key (`U...`) goes into server configurations, the seed (`SU...`) to its owner alone. */
export interface UserKey {
  readonly publicKey: string
  readonly seed: string
}

/** Makes a new NKEY user. */
export function createUserKey(): UserKey {
  const pair = nkeys.createUser()
  return { publicKey: pair.getPublicKey(), seed: new TextDecoder().decode(pair.getSeed()) }
}
