import { createWriteStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { verifySignature } from '@crosswatch/crypto'
import {
  fromBase64,
  operations,
  outcomes,
  purposes,
  type RecordSearch,
  type RecordSummary,
} from '@crosswatch/protocol'
import {
  commitRecord,
  ed25519Verifier,
  encodeAccessEntry,
  TransparencyError,
  verifyReceipt,
} from '@crosswatch/transparency'
import { Option } from 'commander'
import { command, group } from '../../command.ts'
import { connect, type ConnectionOptions, connectionOptions } from '../../connect/connect.ts'
import { CommandError, exitCodes } from '../../errors.ts'
import { idArgument, numberOption } from '../options.ts'
import { bundleCommand, verifyBundleCommand } from './bundle.ts'
import { timeOf } from './day-option.ts'
import { followCommand } from './follow.ts'
import { type LogKeyOptions, logKeyOptions, trustedLogKey } from './log-key.ts'
import { recordsText, recordText } from './record-text.ts'
import { replayCommand } from './replay.ts'
import { receiptsCommand, resolveCommand } from './receipts.ts'
import { oversightCommand } from './oversight.ts'
import { overviewCommand } from './overview.ts'
import { holdCommand, liftCommand, retentionCommand } from './retention.ts'
import { decideCommand, reviewsCommand, sampleCommand } from './reviews.ts'
import { verifyCommand } from './verify.ts'

const exportCommand = command<ConnectionOptions & { readonly out: string }>({
  name: 'export',
  summary: 'download the whole access log, to be verified elsewhere',
  details: 'One JSON object per line, the signed checkpoint last. What was searched stays encrypted in it.',
  examples: ['audit export --node XB --out access-log.ndjson'],
  options: [
    new Option('--out <file>', 'where to write it').makeOptionMandatory(),
    ...connectionOptions('auditor'),
  ],
  async run({ options, terminal, output }) {
    const { client } = await connect(options, terminal, 'auditor')
    const path = resolve(terminal.directory, options.out)
    let records = 0
    let closed = false
    async function* counted() {
      for await (const line of client.records.export()) {
        closed = line.startsWith('{"checkpoint":')
        if (!closed) records++
        yield `${line}\n`
      }
    }
    await pipeline(Readable.from(counted()), createWriteStream(path, { mode: 0o600 }))
    if (!closed) throw new CommandError('The export was cut off before its checkpoint; download it again.')
    output.result({ file: path, records }, () => `${records} records and the checkpoint are in ${path}.`)
  },
})

interface SearchOptions extends ConnectionOptions {
  readonly officer?: string
  readonly authority?: string
  readonly operation?: RecordSearch['operation']
  readonly outcome?: RecordSearch['outcome']
  readonly purpose?: RecordSearch['recordedPurpose']
  readonly alert?: string
  readonly from?: string
  readonly to?: string
  readonly reference?: string
  readonly limit: number
}

const search = command<SearchOptions>({
  name: 'search',
  summary: 'search the access log, youngest record first; searching is itself recorded',
  examples: ['audit search --node XB --operation query --outcome hit --reference "review 7"'],
  options: [
    new Option('--officer <id>', 'who looked'),
    new Option('--authority <name>', 'for whom the officer works'),
    new Option('--operation <operation>', 'what was done').choices(operations),
    new Option('--outcome <outcome>').choices(outcomes),
    new Option('--purpose <purpose>', 'purpose that the record states').choices(purposes),
    new Option('--alert <id>', 'an alert that was returned or changed'),
    new Option('--from <day>', 'from this day on'),
    new Option('--to <day>', 'before this day'),
    new Option('--reference <text>', 'your own case or control reference'),
    numberOption('--limit <n>', 'stop after so many', 1).default(50),
    ...connectionOptions('auditor'),
  ],
  async run({ options, terminal, output }) {
    const { client } = await connect(options, terminal, 'auditor')
    const { officer, authority, operation, outcome, purpose, alert, reference, limit } = options
    const [from, to] = [timeOf('--from', options.from), timeOf('--to', options.to)]
    const wanted: RecordSearch = {
      purpose: 'oversight',
      ...(reference && { reference }),
      ...(officer && { officer }),
      ...(authority && { authority }),
      ...(operation && { operation }),
      ...(outcome && { outcome }),
      ...(purpose && { recordedPurpose: purpose }),
      ...(alert && { alert: idArgument(alert) }),
      ...(from && { from }),
      ...(to && { to }),
    }
    const records: RecordSummary[] = []
    let next: string | null | undefined
    do {
      const page = await client.records.search({
        ...wanted,
        limit: Math.min(limit - records.length, pageSize),
        ...(next && { after: next }),
      })
      records.push(...page.records)
      next = page.next
    } while (next !== null && records.length < limit)
    output.result({ records, more: next !== null }, () => recordsText(records, next !== null))
  },
})

const pageSize = 200

const show = command<ConnectionOptions>({
  name: 'show <id>',
  summary: 'show one record with what was searched; showing it is itself recorded',
  examples: ['audit show 0198f000-0000-7000-8000-000000000001 --node XB'],
  options: connectionOptions('auditor'),
  async run({ options, args, terminal, output }) {
    const { client } = await connect(options, terminal, 'auditor')
    const detail = await client.records.show(idArgument(args[0]))
    output.result(detail, () => {
      const terms = detail.openedTerms === null ? `terms ${detail.terms}` : JSON.stringify(detail.openedTerms)
      return `${recordText(detail.index, detail.record)}\n  searched: ${terms}`
    })
  },
})

const proof = command<LogKeyOptions & { readonly out?: string }>({
  name: 'proof <id>',
  summary: 'fetch and verify the proof that one record is in the signed log',
  details: 'The record and its salt come from the node, and so does the proof; the key does not.',
  examples: ['audit proof 0198f000-0000-7000-8000-000000000001 --node XB --out record.tlog-proof'],
  options: [new Option('--out <file>', 'keep the proof (C2SP tlog-proof)'), ...logKeyOptions],
  async run({ options, args, terminal, output }) {
    const id = idArgument(args[0])
    const { client } = await connect(options, terminal, 'auditor')
    const key = await trustedLogKey(options, terminal, client)
    const [{ canonical, salt, record }, receipt] = await Promise.all([
      client.records.show(id),
      client.records.proof(id),
    ])
    const commitment = commitRecord(fromBase64(salt), Buffer.from(canonical))
    const entry = encodeAccessEntry({ type: record.operation, commitment })
    const { index, checkpoint } = verified(() =>
      verifyReceipt(receipt, entry, key.origin, [ed25519Verifier(key.vkey, verifySignature)]),
    )
    if (options.out !== undefined) {
      await writeFile(resolve(terminal.directory, options.out), receipt, { mode: 0o600 })
    }
    const result = {
      verified: true,
      id,
      index: Number(index),
      size: Number(checkpoint.size),
      origin: key.origin,
      receipt,
    }
    output.result(result, () =>
      [
        `VERIFIED  record ${index} of ${checkpoint.size} in ${key.origin}`,
        '',
        recordText(Number(index), record),
        '',
        receipt.trimEnd(),
      ].join('\n'),
    )
  },
})

/** `crosswatch audit`: who saw what, when and why, and whether the log that says so is whole. */
export const auditCommands = group(
  'audit',
  'verify, search and export the access log',
  'audit verify --node XB',
  [
    verifyCommand,
    exportCommand,
    search,
    show,
    followCommand,
    replayCommand,
    reviewsCommand,
    sampleCommand,
    decideCommand,
    receiptsCommand,
    resolveCommand,
    overviewCommand,
    oversightCommand,
    retentionCommand,
    holdCommand,
    liftCommand,
    proof,
    bundleCommand,
    verifyBundleCommand,
  ],
)

function verified<T>(verify: () => T): T {
  try {
    return verify()
  } catch (cause) {
    if (!(cause instanceof TransparencyError)) throw cause
    throw new CommandError(`NOT VERIFIED: ${cause.message}`, exitCodes.verificationFailed, { cause })
  }
}
