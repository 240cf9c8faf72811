export { keyBytes, newContentKey } from './aead.ts'
export {
  acceptChannel,
  channelEpoch,
  channelKeyPair,
  epochOf,
  openChannel,
  type ChannelContext,
} from './channel.ts'
export { isMarked, markPerson, type TravelFacts } from './clearance-mark.ts'
export {
  closeCompartment,
  commitCompartment,
  openCommitted,
  openCompartment,
  recloseCompartment,
  type ClosedCompartment,
  type CommittedCompartment,
} from './compartment.ts'
export { CryptoError, type CryptoProblem } from './crypto-error.ts'
export {
  assertStrongPublicKey,
  keyIdOf,
  newSeed,
  signerFromSeed,
  verifySignature,
  type Signer,
} from './ed25519.ts'
export { openDocument, signDocument, signPayload, validSigners, type KeyLookup } from './envelope.ts'
export {
  claimedPin,
  nextVersion,
  pinOf,
  quorumOf,
  signersOf,
  signFederation,
  verifyFederation,
  type Federation,
  type NextVersion,
} from './federation-chain.ts'
export { createFeedKeys, readKeyEvent, type FeedKeys, type KeyEvent, type KeyOwner } from './feed-keys.ts'
export {
  describeKeyFile,
  keyFileKinds,
  loadKeyFile,
  openKeyFile,
  sealKeyFile,
  writeKeyFile,
  type KeyFileKind,
} from './key-file.ts'
export { certifyKey, keyOf, revokeKey } from './key-statement.ts'
export { certifiedLogKeys, logKeysFrom, type LogKeys, type WitnessKeys, witnessKeysFrom } from './log-keys.ts'
export { mlDsaSignerFromSeed, verifyMlDsa, type MlDsaSigner } from './ml-dsa.ts'
export {
  addSigningKey,
  certifyOthers,
  createNodeKeys,
  encodeNodeKeys,
  parseNodeKeys,
  readNodeKeys,
  type NodeKeys,
  type NodeKeysFile,
} from './node-keys.ts'
export { hashPassword, verifyPassword } from './password.ts'
export { randomBytes, type RandomBytes } from './random.ts'
export {
  assertSealable,
  openBody,
  sealBody,
  type EntryPlace,
  type OpenedBody,
  type SealRecipient,
} from './sealed-body.ts'
export { newSession, sealToSession, type Session } from './session-box.ts'
export { storageKeyFrom, type SealedAtRest, type StorageKey } from './storage-key.ts'
