import { type Federation, keyIdOf } from '@crosswatch/crypto'
import type { FederationView, FeedStatus, QuarantinedEntry } from '@crosswatch/client'
import { command, group } from '../command.ts'
import { connect, type ConnectionOptions, connectionOptions } from '../connect/connect.ts'
import { type TrustOptions, trustedFederation, trustOptions } from '../connect/trusted-federation.ts'
import { CommandError, exitCodes, usageError } from '../errors.ts'
import { table } from '../text-table.ts'
import { appendCommand } from './federation/append.ts'
import { draftCommand } from './federation/draft.ts'
import { signCommand } from './federation/sign.ts'

const show = command<TrustOptions>({
  name: 'show',
  summary: 'show the members, whom to call, and where their feeds stand at this node',
  details: 'Where a federation document is at hand, what the node says is compared with it.',
  examples: ['federation show --node XA'],
  options: trustOptions('analyst'),
  async run({ options, terminal, output }) {
    const trusted = await trustedFederation(options, terminal)
    const { client } = await connect(options, terminal, 'analyst')
    const [view, feeds] = await Promise.all([client.feeds.federation(), client.feeds.list()])
    if (trusted !== undefined) compare(view, trusted)
    output.result({ ...view, feeds, verified: trusted !== undefined }, () =>
      viewText(view, feeds, trusted !== undefined),
    )
  },
})

const verify = command<TrustOptions>({
  name: 'verify',
  summary: 'verify a federation document offline, from the pinned first version to the last',
  examples: [
    'federation verify --data .data/federation',
    'federation verify --federation-file federation-document.json --pin 0f3a...',
  ],
  options: trustOptions('analyst'),
  async run({ options, terminal, output }) {
    const federation = await trustedFederation(options, terminal)
    if (federation === undefined) throw usageError('Name the document: --federation-file FILE --pin SHA256.')
    const members = [...federation.members.values()].map(({ jurisdiction, name, rootKey }) => ({
      jurisdiction,
      name,
      rootKeyId: keyIdOf(rootKey),
    }))
    const { version } = federation.document
    output.result({ verified: true, federation: federation.name, version, members }, () =>
      [
        `${federation.name}, version ${version}: signed as it must be, back to the pinned first version.`,
        table(
          ['member', 'name', 'root key'],
          members.map(({ jurisdiction, name, rootKeyId }) => [jurisdiction, name, rootKeyId]),
        ),
      ].join('\n'),
    )
  },
})

const quarantine = command<ConnectionOptions>({
  name: 'quarantine',
  summary: 'list entries of other jurisdictions that were refused, and why',
  examples: ['federation quarantine --node XB'],
  options: connectionOptions('admin'),
  async run({ options, terminal, output }) {
    const { client } = await connect(options, terminal, 'admin')
    const entries = await client.feeds.quarantine()
    output.result({ entries }, () => quarantineText(entries))
  },
})

/** `crosswatch federation`: who belongs, and whether that is what the members signed. */
export const federationCommands = group(
  'federation',
  'members, feeds and the federation document',
  'federation show --node XA',
  [show, verify, quarantine, draftCommand, signCommand, appendCommand],
)

/** @throws {CommandError} if the node names other members or roots than the document */
function compare(view: FederationView, { name, document, members }: Federation): void {
  const same =
    view.federation === name &&
    view.version === document.version &&
    view.members.length === members.size &&
    view.members.every(({ jurisdiction, root }) => members.get(jurisdiction)?.root === root)
  if (same) return
  throw new CommandError(
    'The node speaks of another federation than the document that you hold; ask its administrator which version it has.',
    exitCodes.verificationFailed,
  )
}

function viewText(view: FederationView, feeds: readonly FeedStatus[], verified: boolean): string {
  const rows = view.members.map(({ jurisdiction, name, contact }) => {
    const feed = feeds.find(({ issuer }) => issuer === jurisdiction)
    const here = jurisdiction === view.jurisdiction
    return [
      jurisdiction,
      name,
      feed === undefined ? '-' : `${feed.seq}${feed.missing > 0 ? `, ${feed.missing} missing` : ''}`,
      here ? 'this node' : feed?.channel === true ? 'open' : 'none yet',
      [contact.desk, contact.phone, contact.email].filter(Boolean).join(', '),
    ]
  })
  return [
    `${view.federation}, version ${view.version}, as ${view.jurisdiction} knows it${verified ? ' and its members signed it' : ' (not verified)'}`,
    table(['member', 'name', 'entries', 'channel', 'contact'], rows),
  ].join('\n')
}

function quarantineText(entries: readonly QuarantinedEntry[]): string {
  if (entries.length === 0) return 'Nothing was refused.'
  return table(
    ['issuer', 'entry', 'reason', 'times', 'last', 'detail'],
    entries.map(({ issuer, seq, reason, times, lastAt, detail }) => [
      issuer,
      String(seq),
      reason,
      String(times),
      lastAt,
      detail,
    ]),
  )
}
