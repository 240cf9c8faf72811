import { keyIdOf, keyOf } from '@crosswatch/crypto'
import {
  type Envelope,
  fromBase64,
  type KeyStatement,
  keyStatementDocument,
  type Revocation,
  revocationDocument,
} from '@crosswatch/protocol'
import { formatVerifierKey, logNoteKey, witnessNoteKey } from '@crosswatch/transparency'
import { table } from '../../text-table.ts'

/** What a root said about a key, for people. */
export interface StatementView {
  readonly jurisdiction: string
  readonly what: 'key' | 'revocation'
  /** Of a key. */
  readonly use?: string
  readonly keyid: string
  readonly validFrom?: string
  readonly validUntil?: string
  readonly epoch?: string
  readonly lastGood?: number
  readonly reason?: string
  /** Of a log's or witness's key: the form in which auditors hold it. */
  readonly vkey?: string
}

export function keyView(statement: KeyStatement): StatementView {
  const { federation, jurisdiction, use, validFrom, validUntil, epoch } = statement
  const key = keyOf(statement)
  const vkey =
    use === 'log'
      ? formatVerifierKey(logNoteKey(federation, jurisdiction, key))
      : use === 'witness'
        ? formatVerifierKey(witnessNoteKey(federation, jurisdiction, key))
        : undefined
  return {
    jurisdiction,
    what: 'key',
    use,
    keyid: keyIdOf(key),
    validFrom,
    validUntil,
    ...(epoch && { epoch }),
    ...(vkey && { vkey }),
  }
}

export function revocationView({ jurisdiction, keyid, lastGood, reason }: Revocation): StatementView {
  return { jurisdiction, what: 'revocation', keyid, lastGood, reason }
}

/** A statement of a file that belongs to whoever reads it: its signature is not looked at. */
export function viewOf({ payloadType, payload }: Envelope): StatementView {
  const bytes = fromBase64(payload)
  return payloadType === revocationDocument.payloadType
    ? revocationView(revocationDocument.decode(bytes))
    : keyView(keyStatementDocument.decode(bytes))
}

export function statementsText(statements: readonly StatementView[]): string {
  const rows = statements.map((view) => [
    view.jurisdiction,
    view.use ?? 'key revoked',
    view.keyid,
    view.what === 'key'
      ? `${view.validFrom?.slice(0, 10)} to ${view.validUntil?.slice(0, 10)}`
      : `${view.lastGood === 0 ? '' : `after entry ${view.lastGood}, `}${view.reason}`,
    view.vkey ?? '',
  ])
  return table(['member', 'what', 'key id', 'valid', 'vkey'], rows)
}
