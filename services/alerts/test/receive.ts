import {
  alertDocument,
  toBase64,
  withdrawalDocument,
  type AlertCore,
  type AlertDraft,
} from '@crosswatch/protocol'
import { buildAlert } from '../src/domain/build-alert.ts'
import { deliver } from './agreements.ts'
import type { Node } from './node.ts'

/** An alert of another jurisdiction arrives, as the exchange hands it on, and is taken in. @returns its id */
export async function receive(
  node: Node,
  issuer: string,
  seq: number,
  draft: AlertDraft,
  change: Partial<AlertCore> = {},
): Promise<string> {
  const id =
    change.id ??
    `01900000-0000-7000-8000-00000000${issuer === 'XB' ? 'b' : 'c'}${String(seq).padStart(3, '0')}`
  const issuedAt = new Date('2026-03-01T11:00:00.000Z')
  const facts = {
    id,
    version: change.version ?? 1,
    issuer,
    issuedAt,
    drafter: 'officer-1',
    approver: 'officer-2',
    replaces: null,
  }
  const built = buildAlert(draft, facts)
  const payload = change.action ? alertDocument.encode({ ...built.core, ...change }) : built.payload
  const compartments = change.action
    ? []
    : built.compartments.map(({ name, box, key }) => ({
        name,
        box: toBase64(box),
        key: toBase64(node.storageKey.wrap(key, `compartment ${id} ${name}`)),
      }))
  await deliver(node, 'alert', issuer, seq, id, payload, compartments)
  return id
}

/** Its issuer takes it back. */
export async function withdrawFrom(node: Node, issuer: string, seq: number, id: string): Promise<void> {
  const at = '2026-03-01T11:30:00.000Z'
  await deliver(
    node,
    'withdrawal',
    issuer,
    seq,
    id,
    withdrawalDocument.encode({ v: 1, id, version: 9, issuer, reason: 'mistaken', at }),
    [],
  )
}
