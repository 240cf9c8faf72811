import { newUuid, type Purpose } from '@crosswatch/protocol'
import type { Needles } from './needles.ts'
import type { Planted } from './scenario.ts'
import { releaseOf } from './scenario.ts'

/** What is known of a node when it is asked. */
export interface Known extends Planted {
  readonly node: string
}

/**
 * Requests that only read, although they are POSTs: what is sent is not for an address. Every other POST changes something, and is
 * sent once, after all that is read.
 */
export const readingPosts: Readonly<
  Record<string, (known: Known, needles: Needles, purpose: Purpose | undefined) => readonly object[]>
> = {
  'watchlist POST /v1/queries': ({ name }, _needles, purpose) => [{ purpose, reference, subject: { name } }],
  'watchlist POST /v1/queries/record': ({ name, ids }, _needles, purpose) =>
    (ids.alert ?? []).slice(0, 2).map((alert) => ({
      alert,
      query: newUuid(),
      purpose,
      reference,
      subject: { name },
    })),
  'watchlist POST /v1/impact-estimates': ({ name }) => [
    {
      identity: { subject: 'person', names: [{ full: name, kind: 'primary' }] },
      purposes: ['border-check'],
    },
  ],
  'audit POST /v1/records/search': (_known, _needles, purpose) => [{ purpose, limit: 200 }],
  'audit POST /v1/records/follow': ({ node, ids }, _needles, purpose) => [
    { purpose, subject: { kind: 'officer', officer: `${node.toLowerCase()}-border` } },
    { purpose, subject: { kind: 'alert', alert: ids['alert in force']?.[0] } },
  ],
  'audit POST /v1/records/evidence': ({ ids }, _needles, purpose) => [
    { purpose, records: ids.record?.slice(0, 20) },
  ],
  'audit POST /v1/openings/evidence': ({ ids }) => [{ records: ids.opening }],
  'audit POST /v1/receipts/search': (_known, _needles, purpose) => [{ purpose }],
  'audit POST /v1/receipts/resolve': (_known, _needles, purpose) => [
    { purpose, jurisdiction: 'XB', pseudonym: 'ofNobodyHereAtAllxxxxx' },
  ],
  'audit POST /v1/policies/explain': ({ ids }) =>
    (ids.record ?? []).slice(0, 20).map((record) => ({ subject: { kind: 'record', record } })),
  'audit POST /v1/policies/compare': () => [{ files: {}, whole: true }],
  'consent POST /v1/releases': ({ ids }, needles) =>
    (ids.release ?? []).map((consent) => releaseOf(needles, consent)),

  'gateway POST /query': ({ name }) => queryPurposes.map((purpose) => ({ name, purpose, reference })),
  'gateway POST /query/change': ({ name }) => [{ name, purpose: 'border-check' }],
  'gateway POST /query/record': ({ name, ids }) =>
    queryPurposes.flatMap((purpose) =>
      (ids.alert ?? []).slice(0, 2).map((alert) => ({ alert, query: newUuid(), name, purpose, reference })),
    ),
  'gateway POST /hits/new': ({ ids }) => [{ alert: ids['alert in force']?.[0] }],
  'gateway POST /overrides/new': ({ ids }) => [{ alert: ids['alert in force']?.[0] }],
  'gateway POST /clearances/new': ({ ids }) => [{ override: ids.override?.[0] }],
  'gateway POST /survivor-information': ({ ids }, needles) =>
    (ids.release ?? []).map((consent) => releaseOf(needles, consent)),
  'gateway POST /log': () => [{}],
  'gateway POST /log/follow': ({ node, ids }) => [
    { officer: `${node.toLowerCase()}-border` },
    { alert: ids['alert in force']?.[0] },
  ],
  'gateway POST /log/evidence': ({ ids }) => [{ record: ids.record?.slice(0, 20) }],
  'gateway POST /log/report': ({ ids }) => [{ record: ids.record?.slice(0, 50) }],
  'gateway POST /receipts/resolve': () => [{ jurisdiction: 'XB', pseudonym: 'ofNobodyHereAtAllxxxxx' }],
}

/** Some purposes are for a case only. */
const reference = 'Case 7'

/** What forms are asked for: one purpose of each role that may ask at all. */
const queryPurposes: readonly Purpose[] = [
  'border-check',
  'labour-inspection',
  'criminal-investigation',
  'alert-management',
]
