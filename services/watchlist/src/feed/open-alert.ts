import { hash } from 'node:crypto'
import { openCompartment, type StorageKey } from '@crosswatch/crypto'
import {
  alertDocument,
  Base64,
  closed,
  compartmentDocuments,
  fromBase64,
  oneOf,
  compartments as compartmentNames,
  type AlertCore,
  type Compartment,
  joinContents,
  type OpenedContents,
} from '@crosswatch/protocol'
import { Type, type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import type { Change } from './changes.ts'

/** What answers are made of. */
const openNames = ['identity', 'contacts', 'posting', 'grounds'] as const satisfies readonly Compartment[]
type OpenName = (typeof openNames)[number]

/** An alert in clear: its core, and the compartments that an answer is made of, where this node has them. */
export interface OpenedAlert {
  readonly core: AlertCore
  readonly contents: Omit<OpenedContents, 'evidence'>
  /** Those that there are. */
  readonly compartments: readonly OpenName[]
  /** SHA-256 of the bytes of the identity, base64, the same at every node that has it; of nothing where there is none. */
  readonly identityHash: string
}

const StoredCompartments = Type.Array(closed({ name: oneOf(compartmentNames), box: Base64, key: Base64 }))
type StoredCompartments = Static<typeof StoredCompartments>

const storedCompartments = Compile(StoredCompartments)

/**
 * Opens an alert that is listed. `evidence` stays closed: no answer uses it.
 *
 * @throws {CryptoError | FormatError | UnfitAlertError} if any part of the row is not what it must be
 */
export function openAlert(storageKey: StorageKey, change: Change): OpenedAlert {
  const { id, version, issuer, core: box, coreKey: key } = change
  if (box === null || key === null) throw new UnfitAlertError('An active alert has no core.')
  const bytes = storageKey.open({ box, key }, `alert ${id} ${version}`)
  const core = alertDocument.restore(bytes)
  if (core.id !== id || core.version !== version || core.issuer !== issuer)
    throw new UnfitAlertError('The row and the core in it speak of different alerts.')
  if (!storedCompartments.Check(change.compartments))
    throw new UnfitAlertError('The compartments of the row do not have their form.')

  const stored = new Map(change.compartments.map((compartment) => [compartment.name, compartment]))
  const open = (name: OpenName) => {
    const found = stored.get(name)
    return found && openStored(storageKey, found, core, bytes)
  }
  const identity = open('identity')
  const contacts = open('contacts')
  const posting = open('posting')
  const grounds = open('grounds')
  return {
    core,
    compartments: openNames.filter((name) => stored.has(name)),
    identityHash: hash('sha256', identity ?? new Uint8Array(), 'base64'),
    contents: joinContents({
      ...(identity && { identity: compartmentDocuments.identity.restore(identity) }),
      ...(contacts && { contacts: compartmentDocuments.contacts.restore(contacts) }),
      ...(posting && { posting: compartmentDocuments.posting.restore(posting) }),
      ...(grounds && { grounds: compartmentDocuments.grounds.restore(grounds) }),
    }),
  }
}

function openStored(
  storageKey: StorageKey,
  { name, box, key: wrapped }: StoredCompartments[number],
  core: AlertCore,
  coreBytes: Uint8Array,
): Uint8Array {
  const key = storageKey.unwrap(fromBase64(wrapped), `compartment ${core.id} ${name}`)
  return openCompartment({ name, box: fromBase64(box), key }, coreBytes, core.compartments[name])
}

/** A row that opens and still cannot be listed. */
class UnfitAlertError extends Error {
  override readonly name = 'UnfitAlertError'
}
