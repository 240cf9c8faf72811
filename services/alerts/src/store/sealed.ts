import type { StorageKey } from '@crosswatch/crypto'
import {
  CanonicalError,
  compartmentDocuments,
  documentType,
  fromBase64,
  joinContents,
  ServiceError,
  toBase64,
  AlertDraft,
  alertDocument,
  type AlertCore,
  type Compartment,
  type CompartmentContents,
  type Link,
  type OpenedContents,
} from '@crosswatch/protocol'
import { openCompartment, type ClosedCompartment } from '@crosswatch/crypto'
import type { StoredCompartment } from './schema.ts'

/** How content stands in the tables: every box bound to what it belongs to. */

const draftDocument = documentType('application/vnd.crosswatch.draft.v1+json', AlertDraft)

/**
 * Canonical bytes of a draft.
 *
 * @throws {ServiceError} `rule-not-met` if its text cannot be said on the wire, for instance with half a surrogate pair
 */
export function encodeDraft(draft: AlertDraft): Uint8Array {
  try {
    return draftDocument.encode(draft)
  } catch (cause) {
    if (!(cause instanceof CanonicalError)) throw cause
    throw new ServiceError('rule-not-met', { detail: cause.message, cause })
  }
}

/** @param bytes canonical bytes of the draft */
export function sealDraft(storageKey: StorageKey, alert: string, bytes: Uint8Array) {
  const { box, key } = storageKey.seal(bytes, `draft ${alert}`)
  return { content: box, contentBoxKey: key }
}

export function openDraft(
  storageKey: StorageKey,
  row: { alert: string; content: Uint8Array; contentBoxKey: Uint8Array },
): AlertDraft {
  const bytes = storageKey.open({ box: row.content, key: row.contentBoxKey }, `draft ${row.alert}`)
  return draftDocument.restore(bytes)
}

export function sealText(storageKey: StorageKey, context: string, text: string) {
  return storageKey.seal(new TextEncoder().encode(text), context)
}

export function openText(storageKey: StorageKey, context: string, box: Uint8Array, key: Uint8Array): string {
  return new TextDecoder().decode(storageKey.open({ box, key }, context))
}

/** Links that did not go out with the alert, since not every recipient may see their other end. */
export function withheldLinks(
  storageKey: StorageKey,
  {
    id,
    links,
    linksKey,
  }: { readonly id: string; readonly links: Uint8Array | null; readonly linksKey: Uint8Array | null },
): Link[] {
  if (links === null || linksKey === null) return []
  const withheld: Link[] = JSON.parse(openText(storageKey, `links ${id}`, links, linksKey))
  return withheld
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
  readonly contents: OpenedContents
}

/** Canonical bytes of the core; nothing if there is nothing in force. */
export function openCore(
  storageKey: StorageKey,
  { id, version, core, coreKey }: StoredAlert,
): Uint8Array | undefined {
  if (core === null || coreKey === null) return undefined
  return storageKey.open({ box: core, key: coreKey }, `alert ${id} ${version}`)
}

/** Opens an alert as far as `allowed` goes. Nothing if there is nothing in force. */
export function openAlert(
  storageKey: StorageKey,
  row: StoredAlert,
  allowed: readonly Compartment[],
): OpenedAlert | undefined {
  const payload = openCore(storageKey, row)
  if (payload === undefined) return undefined
  const core = alertDocument.restore(payload)
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
  return { core, contents: joinContents(contents) }
}

function readCompartment(name: Compartment, bytes: Uint8Array): CompartmentContents {
  switch (name) {
    case 'identity':
      return { identity: compartmentDocuments.identity.restore(bytes) }
    case 'contacts':
      return { contacts: compartmentDocuments.contacts.restore(bytes) }
    case 'posting':
      return { posting: compartmentDocuments.posting.restore(bytes) }
    case 'grounds':
      return { grounds: compartmentDocuments.grounds.restore(bytes) }
    case 'evidence':
      return { evidence: compartmentDocuments.evidence.restore(bytes) }
  }
}
