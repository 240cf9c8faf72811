import type { TestDatabase } from '@crosswatch/database/testing'
import type { AgreementDraft, AlertDraft } from '@crosswatch/protocol'
import type { Test } from 'tap'
import { agreement, signedHere } from './agreements.ts'
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

/** XA and XB under an agreement about everything, and an alert that XA issued and XB has. */
export async function warnedNodes(t: Test, postgres: TestDatabase, draft: AlertDraft) {
  const nodes = await exchangingNodes(t, postgres, agreement('XB'))
  const { xa, carry } = nodes
  const { body } = await xa.analyst('POST', '/v1/alerts', draft)
  const alert = String(body['id'])
  await xa.analyst('POST', `/v1/alerts/${alert}/submit`)
  await xa.approve(`/v1/alerts/${alert}`)
  await carry()
  return { ...nodes, alert }
}
