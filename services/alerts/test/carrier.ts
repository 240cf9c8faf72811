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
      const { rows } = await from.superuser.pool.query<OutboxRow>(
        'select * from exchange.outbox where id > $1 order by id',
        [after.get(issuer) ?? 0],
      )
      for (const row of rows) {
        after.set(issuer, Number(row.id))
        const recipient = row.recipients.find(({ jurisdiction }) => jurisdiction === reader)
        if (recipient === undefined) continue
        const box = { box: row.document, key: row.document_key }
        const payload = from.storageKey.open(box, outboxContext(row.ref, row.kind, row.recipients))
        const compartments = row.compartments
          .filter(({ name }) => recipient.compartments.includes(name))
          .map(({ name, box: sealed, key }) => {
            const context = `compartment ${row.ref} ${name}`
            const opened = from.storageKey.unwrap(fromBase64(key), context)
            return { name, box: sealed, key: toBase64(to.storageKey.wrap(opened, context)) }
          })
        await deliver(to, row.kind, issuer, Number(row.id), row.ref, payload, compartments)
      }
    }
  }
}
