import type { StorageKey } from '@crosswatch/crypto'
import {
  canonicalBytes,
  compartmentDocuments,
  fromBase64,
  parseCanonical,
  toBase64,
  AlertDraft,
  alertDocument,
  type AlertCore,
  type Compartment,
  type CompartmentContents,
} from '@crosswatch/protocol'
import { openCompartment, type ClosedCompartment } from '@crosswatch/crypto'
import { Compile } from 'typebox/compile'
import type { StoredCompartment } from './schema.ts'

/** How content stands in the tables: every box bound to what it belongs to. */

const check = Compile(AlertDraft)

export function sealDraft(storageKey: StorageKey, alert: string, draft: AlertDraft) {
  const { box, key } = storageKey.seal(canonicalBytes(draft), `draft ${alert}`)
  return { content: box, contentBoxKey: key }
}

export function openDraft(
  storageKey: StorageKey,
  row: { alert: string; content: Uint8Array; contentBoxKey: Uint8Array },
): AlertDraft {
  const bytes = storageKey.open({ box: row.content, key: row.contentBoxKey }, `draft ${row.alert}`)
  const value = parseCanonical(bytes)
  if (!check.Check(value)) throw new TypeError('A stored draft does not fit its schema.')
  return value
}

export function sealText(storageKey: StorageKey, context: string, text: string) {
  return storageKey.seal(new TextEncoder().encode(text), context)
}

export function openText(storageKey: StorageKey, context: string, box: Uint8Array, key: Uint8Array): string {
  return new TextDecoder().decode(storageKey.open({ box, key }, context))
}

export function sealCore(storageKey: StorageKey, id: string, version: number, payload: Uint8Array) {
  const { box, key } = storageKey.seal(payload, `alert ${id} ${version}`)
  return { core: box, coreKey: key }
}

/** A closed compartment with its key wrapped: the same form in the alert, the outbox and the inbox. */
export function storeCompartment(
  storageKey: StorageKey,
  id: string,
  { name, box, key }: ClosedCompartment,
): StoredCompartment {
  return { name, box: toBase64(box), key: toBase64(storageKey.wrap(key, `compartment ${id} ${name}`)) }
}

/** An alert as it stands in the table, with enough to open it. */
export interface StoredAlert {
  readonly id: string
  readonly version: number
  readonly core: Uint8Array | null
  readonly coreKey: Uint8Array | null
  readonly compartments: readonly StoredCompartment[]
}

export interface OpenedAlert {
  readonly core: AlertCore
  readonly contents: CompartmentContents
}

/** Opens an alert as far as `allowed` goes. Nothing if there is nothing in force. */
export function openAlert(
  storageKey: StorageKey,
  row: StoredAlert,
  allowed: readonly Compartment[],
): OpenedAlert | undefined {
  if (row.core === null || row.coreKey === null) return undefined
  const payload = storageKey.open({ box: row.core, key: row.coreKey }, `alert ${row.id} ${row.version}`)
  const core = alertDocument.decode(payload)
  let contents: CompartmentContents = {}
  for (const { name, box, key } of row.compartments) {
    if (!allowed.includes(name)) continue
    const contentKey = storageKey.unwrap(fromBase64(key), `compartment ${row.id} ${name}`)
    const bytes = openCompartment(
      { name, box: fromBase64(box), key: contentKey },
      payload,
      core.compartments[name],
    )
    contents = { ...contents, ...readCompartment(name, bytes) }
  }
  return { core, contents }
}

function readCompartment(name: Compartment, bytes: Uint8Array): CompartmentContents {
  switch (name) {
    case 'identity':
      return { identity: compartmentDocuments.identity.decode(bytes) }
    case 'posting':
      return { posting: compartmentDocuments.posting.decode(bytes) }
    case 'grounds':
      return { grounds: compartmentDocuments.grounds.decode(bytes) }
    case 'evidence':
      return { evidence: compartmentDocuments.evidence.decode(bytes) }
  }
}
