import type { SealedAtRest, StorageKey } from '@crosswatch/crypto'

/** JSON in boxes: nothing that names somebody stands in the tables. */
export function sealJson(storageKey: StorageKey, context: string, value: unknown): SealedAtRest {
  return storageKey.seal(new TextEncoder().encode(JSON.stringify(value)), context)
}

/**
 * The JSON that `sealJson` put there: it was checked when it was made, and nobody without the storage key can change it.
 *
 * @throws {CryptoError} `box-not-opened`
 */
export function openText(storageKey: StorageKey, context: string, sealed: SealedAtRest): string {
  return new TextDecoder().decode(storageKey.open(sealed, context))
}
