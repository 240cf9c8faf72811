import {
  agreementDocument,
  type AgreementAct,
  type AgreementDraft,
  type AgreementTerms,
  type AgreementView,
} from '@crosswatch/protocol'
import { fullAgreement } from '../../../test/support/drafts.ts'
import type { Node } from './node.ts'

/** An agreement of XA with a partner that covers everything. */
export const agreement = (...partners: readonly string[]): AgreementDraft => fullAgreement('XA', ...partners)

/** Drafts an agreement at XA and signs it there. */
export async function signedHere(node: Node, draft: AgreementDraft): Promise<AgreementView> {
  const { status, body } = await node.admin('POST', '/v1/agreements', draft)
  if (status !== 201) throw new Error(JSON.stringify(body))
  const signed = await node.supervisor('POST', `/v1/agreements/${String(body['digest'])}/sign`)
  if (signed.status !== 200) throw new Error(JSON.stringify(signed.body))
  return viewIn(signed.body)
}

/** An agreement in force: signed here, and by every other party. @returns its digest */
export async function agreed(node: Node, draft: AgreementDraft = agreement('XB')): Promise<string> {
  const { digest, terms } = await signedHere(node, draft)
  for (const party of terms.parties) if (party !== 'XA') await hears(node, party, 'sign', terms)
  return digest
}

/** A step of the supervisor. */
export async function changeStanding(
  node: Node,
  digest: string,
  act: Exclude<AgreementAct, 'sign'>,
): Promise<void> {
  const { status, body } = await node.supervisor('POST', `/v1/agreements/${digest}/${act}`, {
    reason: 'Order 7',
  })
  if (status !== 200) throw new Error(JSON.stringify(body))
}

let said = 1_000

/** What another party says arrives, as the exchange hands it on. @returns its place in that party's feed */
export async function hears(
  node: Node,
  party: string,
  act: AgreementAct,
  terms: AgreementTerms,
  at = '2026-03-01T12:00:00.000Z',
): Promise<number> {
  const seq = ++said
  const payload = agreementDocument.encode({ v: 1, issuer: party, act, at, terms })
  await deliver(node, 'agreement', party, seq, terms.id, payload, [])
  return seq
}

export function viewIn(body: unknown): AgreementView {
  const view: AgreementView = JSON.parse(JSON.stringify(body))
  return view
}

/** Puts a letter into the inbox, and waits until it was taken in. */
export async function deliver(
  node: Node,
  kind: string,
  issuer: string,
  seq: number,
  ref: string,
  payload: Uint8Array,
  compartments: object[],
): Promise<void> {
  const sealed = node.storageKey.seal(payload, `inbox ${issuer} ${seq}`)
  await node.rows(
    `insert into exchange.inbox (kind, issuer, seq, entry_hash, ref, document, document_key, compartments)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      kind,
      issuer,
      seq,
      Buffer.alloc(32, seq),
      ref,
      Buffer.from(sealed.box),
      Buffer.from(sealed.key),
      JSON.stringify(compartments),
    ],
  )
  await node.rows(`select pg_notify('exchange_inbox', '')`)
  for (let i = 0; i < 200; i++) {
    const [row] = await node.rows(
      'select 1 from exchange.inbox where issuer = $1 and seq = $2 and document is null',
      [issuer, seq],
    )
    if (row) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('the letter was not taken in')
}
