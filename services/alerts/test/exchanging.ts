import type { TestDatabase } from '@crosswatch/database/testing'
import type { AgreementDraft } from '@crosswatch/protocol'
import type { Test } from 'tap'
import { signedHere } from './agreements.ts'
import { carrier } from './carrier.ts'
import { makeNode } from './node.ts'

/** XA and XB under an agreement in force. `carry` takes what each handed to its exchange to the other. */
export async function exchangingNodes(t: Test, postgres: TestDatabase, draft: AgreementDraft) {
  const [xa, xb] = await Promise.all([makeNode(t, postgres), makeNode(t, postgres, '', 'XB')])
  const carry = carrier(xa, xb)
  const { digest } = await signedHere(xa, draft)
  await carry()
  t.equal((await xb.admin('POST', `/v1/agreements/${digest}/endorse`)).status, 200)
  t.equal((await xb.supervisor('POST', `/v1/agreements/${digest}/sign`)).status, 200)
  await carry()
  return { xa, xb, digest, carry }
}
