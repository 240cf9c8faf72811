import { fromBase64, outboxContext, toBase64, type LetterKind } from '@crosswatch/protocol'
import { deliver } from './agreements.ts'
import type { Node } from './node.ts'

interface OutboxRow {
  readonly [column: string]: unknown
  readonly id: string
  readonly ref: string
  readonly kind: LetterKind
  readonly document: Buffer
  readonly document_key: Buffer
  readonly compartments: { name: string; box: string; key: string }[]
  readonly recipients: { jurisdiction: string; compartments: string[] }[]
}

/** What two exchanges do with letters, without the sealing between them: out of one outbox, into the other's inbox. */
export function carrier(xa: Node, xb: Node) {
  const after = new Map<string, number>()
  return async () => {
    for (const [from, to, issuer, reader] of [
      [xa, xb, 'XA', 'XB'],
      [xb, xa, 'XB', 'XA'],
    ] as const) {
      for (const row of await outboxOf(from, after.get(issuer) ?? 0)) {
        after.set(issuer, Number(row.id))
        const recipient = row.recipients.find(({ jurisdiction }) => jurisdiction === reader)
        if (recipient !== undefined) await handOver(row, from, to, issuer, recipient.compartments)
      }
    }
  }
}

/** As after a restore from a backup that knew nothing of its alerts: a node reads back what it said itself, all of it. */
export async function readBack(node: Node, issuer: string): Promise<void> {
  await node.rows(
    `delete from alerts.subject_key where alert in (select id from alerts.alert where origin = 'own')`,
  )
  await node.rows(`delete from alerts.alert where origin = 'own'`)
  await node.rows('delete from alerts.clearance')
  await node.rows('delete from exchange.inbox where issuer = $1', [issuer])
  for (const row of await outboxOf(node, 0))
    await handOver(
      row,
      node,
      node,
      issuer,
      row.compartments.map(({ name }) => name),
    )
}

async function outboxOf(node: Node, after: number): Promise<OutboxRow[]> {
  const { rows } = await node.superuser.pool.query<OutboxRow>(
    'select * from exchange.outbox where id > $1 order by id',
    [after],
  )
  return rows
}

/** Sealed for one node, opened for another one. */
async function handOver(
  row: OutboxRow,
  from: Node,
  to: Node,
  issuer: string,
  opened: readonly string[],
): Promise<void> {
  const box = { box: row.document, key: row.document_key }
  const payload = from.storageKey.open(box, outboxContext(row.ref, row.kind, row.recipients))
  const compartments = row.compartments
    .filter(({ name }) => opened.includes(name))
    .map(({ name, box: sealed, key }) => {
      const context = `compartment ${row.ref} ${name}`
      const secret = from.storageKey.unwrap(fromBase64(key), context)
      return { name, box: sealed, key: toBase64(to.storageKey.wrap(secret, context)) }
    })
  await deliver(to, row.kind, issuer, Number(row.id), row.ref, payload, compartments)
}
