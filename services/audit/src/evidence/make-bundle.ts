import {
  type EvidenceBundle,
  type EvidenceRecord,
  type Operation,
  ServiceError,
  toBase64,
} from '@crosswatch/protocol'
import { accessRecordContext } from '@crosswatch/service-kit'
import { formatPolicy, type WitnessPolicy } from '@crosswatch/transparency'
import type { AuditContext } from '../context.ts'
import { openTerms, summarise } from '../domain/record-view.ts'
import { receiptOf } from '../receipt.ts'
import { findRecord, wasErased } from '../store/record-store.ts'

/**
 * Records with their openings and proofs, all from one state of the log.
 *
 * @param only what may be asked for: a record of anything else is as one that is not there. One that was lawfully erased is left out.
 * @throws {ServiceError} `not-found`, `unavailable` if one is not in the signed log yet, `log-broken`
 */
export function makeBundle(
  { connection, storageKey, key, jurisdiction, clock }: AuditContext,
  ids: readonly string[],
  policy: WitnessPolicy | undefined,
  only?: Operation,
): Promise<EvidenceBundle> {
  return connection.transaction(
    async (tx) => {
      const records: EvidenceRecord[] = []
      for (const id of ids) {
        const stored = await findRecord(tx, id)
        if (stored === undefined && only !== undefined && (await wasErased(tx, id))) continue
        if (stored === undefined || (only !== undefined && summarise(stored).record.operation !== only))
          throw new ServiceError('not-found', { detail: `record ${id}` })
        if (stored.index === null) {
          throw new ServiceError('unavailable', { detail: 'a record has no place in the log yet' })
        }
        // Opened here as well, so that a key which does not fit is noticed before it is in a court's hands.
        const opened = openTerms(stored, storageKey)
        records.push({
          id,
          canonical: Buffer.from(stored.record).toString('utf8'),
          salt: toBase64(stored.salt),
          termsKey:
            opened === null || stored.key === null
              ? null
              : toBase64(storageKey.unwrap(stored.key, accessRecordContext(id))),
          receipt: await receiptOf(tx, stored.index),
        })
      }
      if (records.length === 0) throw new ServiceError('not-found')
      return {
        v: 1,
        kind: 'crosswatch-evidence',
        jurisdiction,
        madeAt: clock().toISOString(),
        vkey: key.vkey,
        ...(policy === undefined ? {} : { policy: formatPolicy(policy) }),
        records,
      }
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  )
}
