import { formatBase64, parseBase64 } from './encoding.ts'

/** A record as it is exported. `record` is the text whose UTF-8 bytes are committed to. */
export interface ExportedRecord {
  readonly index: number
  readonly type: string
  readonly salt: Uint8Array
  readonly record: string
  readonly commitment: Uint8Array
}

/** A record that was lawfully erased: its place and its commitment stay. */
export interface ErasedRecord extends Pick<ExportedRecord, 'index' | 'type' | 'commitment'> {
  /** When, as the node says. */
  readonly erased: string
}

/** What one line of an export says. */
export type ExportLine =
  | ({ readonly kind: 'record' } & ExportedRecord)
  | ({ readonly kind: 'erased' } & ErasedRecord)
  | { readonly kind: 'checkpoint'; readonly checkpoint: string }

/**
 * One line of an export for each record, in the order of the log, without the line feed:
 *
 *   {"index":0,"type":"query","salt":"<base64>","record":"{\"alerts\":[],...}","commitment":"<base64>"}
 */
export function formatExportRecord({ index, type, salt, record, commitment }: ExportedRecord): string {
  return JSON.stringify({
    index,
    type,
    salt: formatBase64(salt),
    record,
    commitment: formatBase64(commitment),
  })
}

/**
 * The line of a record that was erased after its retention:
 *
 *   {"index":0,"type":"query","commitment":"<base64>","erased":"2029-03-01T00:00:00.000Z"}
 */
export function formatExportErased({ index, type, commitment, erased }: ErasedRecord): string {
  return JSON.stringify({ index, type, commitment: formatBase64(commitment), erased })
}

/**
 * The last line of an export, the signed checkpoint over all lines before it:
 *
 *   {"checkpoint":"crosswatch/federation-of-examples/XA/access-log\n8\n...\n\n— ...\n"}
 */
export function formatExportCheckpoint(checkpoint: string): string {
  return JSON.stringify({ checkpoint })
}

/** Reads a line that somebody else controls, or undefined if it is not one of an export. */
export function parseExportLine(line: string): ExportLine | undefined {
  const value = parseObject(line)
  if (value === undefined) return undefined
  const keys = Object.keys(value).toSorted().join()
  if (keys === 'checkpoint' && typeof value.checkpoint === 'string') {
    return { kind: 'checkpoint', checkpoint: value.checkpoint }
  }
  const { index, type, salt, record, commitment, erased } = value
  if (keys !== 'commitment,index,record,salt,type' && keys !== 'commitment,erased,index,type')
    return undefined
  if (!Number.isSafeInteger(index) || typeof index !== 'number' || typeof type !== 'string') return undefined
  if (typeof erased === 'string' && typeof commitment === 'string') {
    const bytes = parseBase64(commitment)
    return bytes && { kind: 'erased', index, type, commitment: bytes, erased }
  }
  if (typeof salt !== 'string' || typeof record !== 'string' || typeof commitment !== 'string')
    return undefined
  const saltBytes = parseBase64(salt)
  const commitmentBytes = parseBase64(commitment)
  if (saltBytes === undefined || commitmentBytes === undefined || !record.isWellFormed()) return undefined
  return { kind: 'record', index, type, salt: saltBytes, record, commitment: commitmentBytes }
}

/** The object that a text is the JSON of, or undefined. */
export function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch {
    return undefined
  }
}
