/** Why a key, a signature or a box was refused. A closed list: a caller can switch on it. */
export type CryptoProblem =
  | 'key-file-malformed'
  | 'wrong-passphrase'
  | 'wrong-key-use'
  | 'weak-public-key'
  | 'bad-signature'
  | 'unknown-key'
  | 'wrong-document-type'
  | 'federation-broken'
  | 'no-channel'
  | 'body-malformed'
  | 'box-not-opened'
  | 'commitment-broken'

/** A refusal by the cryptographic layer. The message never holds a secret or what was protected. */
export class CryptoError extends Error {
  override readonly name = 'CryptoError'
  readonly problem: CryptoProblem

  constructor(problem: CryptoProblem, message: string, options?: ErrorOptions) {
    super(message, options)
    this.problem = problem
  }
}
