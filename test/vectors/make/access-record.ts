import { storageKeyFrom } from '@crosswatch/crypto'
import {
  accessRecordDocument,
  canonicalBytes,
  toBase64,
  toHex,
  utf8,
  type AccessTerms,
} from '@crosswatch/protocol'
import { commitRecord, encodeAccessEntry, leafHash } from '@crosswatch/transparency'
import { seedOf } from './cast.ts'
import { textOf, type VectorFile } from './files.ts'

const id = '01957a60-0000-7000-8000-0000000000a1'
const terms: AccessTerms = { reference: 'Gate 4, 17', query: { name: 'Łucja Example', birthDate: '1980' } }

export function accessRecordVectors(): VectorFile {
  const storageSecret = seedOf('XB storage')
  const sealed = storageKeyFrom(storageSecret).seal(canonicalBytes(terms), `access-record ${id}`)
  const record = accessRecordDocument.encode({
    v: 1,
    id,
    jurisdiction: 'XB',
    operation: 'query',
    at: '2026-03-03T08:15:00.000Z',
    officer: 'b.officer',
    authority: 'Border Guard',
    roles: ['border-officer'],
    purpose: 'border-check',
    terms: toBase64(sealed.box),
    alerts: [
      {
        alert: '01957a60-0000-7000-8000-000000000001',
        version: 1,
        issuer: 'XA',
        compartments: ['identity', 'grounds'],
      },
    ],
    recipients: [],
    count: 1,
    outcome: 'hit',
    policies: ['role/border-officer/query'],
    list: 12,
    software: 'watchlist 0.1.0',
  })
  const salt = seedOf('access record salt')
  const commitment = commitRecord(salt, record)
  const entry = encodeAccessEntry({ type: 'query', commitment })
  const text = textOf(record)
  return {
    format: 'Access record and its log entry',
    source:
      'packages/protocol/README.md, "Access record"; packages/transparency/README.md; RFC 6962, section 2.1',
    about: [
      'valid: `record` (UTF-8 text) with `saltHex` gives `commitmentHex`, this with `type` the log entry `entryHex`, and this the leaf `leafHashHex`.',
      '`terms` of the record opens with the key that the storage secret unwraps, in the context `access-record <id>`.',
      'invalidRecords, invalidEntries: reading them is refused for `reason`.',
    ],
    valid: [
      {
        name: 'a border query',
        type: 'query',
        record: text,
        saltHex: toHex(salt),
        commitmentHex: toHex(commitment),
        entryHex: toHex(entry),
        leafHashHex: toHex(leafHash(entry)),
        terms: {
          storageSecretHex: toHex(storageSecret),
          context: `access-record ${id}`,
          wrappedKeyHex: toHex(sealed.key),
          text: textOf(canonicalBytes(terms)),
        },
      },
    ],
    invalidRecords: [
      {
        name: 'an unknown operation',
        reason: 'payload-malformed',
        record: text.replace('"query"', '"look"'),
      },
      { name: 'an unknown field', reason: 'payload-malformed', record: text.replace('"v":1', '"v":1,"x":1') },
      {
        name: 'an unknown purpose',
        reason: 'payload-malformed',
        record: text.replace('border-check', 'curiosity'),
      },
      { name: 'white space', reason: 'payload-malformed', record: `${text}\n` },
    ],
    invalidEntries: [
      { name: 'another version', reason: 'entry-malformed', entryHex: `02${toHex(entry).slice(2)}` },
      { name: 'cut short', reason: 'entry-malformed', entryHex: toHex(entry.subarray(0, -1)) },
      { name: 'a byte more', reason: 'entry-malformed', entryHex: `${toHex(entry)}00` },
      {
        name: 'a type with a space',
        reason: 'entry-malformed',
        entryHex: toHex(Buffer.concat([entry.subarray(0, 2), utf8('que y'), entry.subarray(7)])),
      },
      { name: 'nothing', reason: 'entry-malformed', entryHex: '' },
    ],
  }
}
