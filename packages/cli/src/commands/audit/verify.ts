import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { verifySignature } from '@crosswatch/crypto'
import {
  ed25519Verifier,
  type ExportVerdict,
  parseExportLine,
  verifyExport,
  verifyReceipt,
  type WitnessPolicy,
} from '@crosswatch/transparency'
import { Option } from 'commander'
import { type Call, command } from '../../command.ts'
import { connect } from '../../connect/connect.ts'
import { CommandError, type ExitCode, exitCodes, usageError } from '../../errors.ts'
import { openList } from '../../import/files/open-list.ts'
import type { Bar } from '../../progress.ts'
import { idArgument, repeatable } from '../options.ts'
import { findRecord, type FoundRecord, type RecordFinder } from './find-record.ts'
import {
  type Confirmation,
  largestConfirmed,
  policyOptions,
  type PolicyOptions,
  trustedPolicy,
} from './confirmation.ts'
import { linesOf } from './lines-of.ts'
import { givenLogKey, logKeyOptions, type TrustedLogKey, trustedLogKey } from './log-key.ts'
import { recordText } from './record-text.ts'

interface VerifyOptions extends PolicyOptions {
  readonly file?: string
  readonly checkpoint?: readonly string[]
  readonly formerVkey?: readonly string[]
  readonly record?: string
  readonly saveCheckpoint?: string
  readonly saveReceipt?: string
}

/** `crosswatch audit verify`: derives the whole log again and compares it with what its node signed. */
export const verifyCommand = command<VerifyOptions>({
  name: 'verify',
  summary: 'verify an access log offline: every record, the tree over them, the signed checkpoint',
  details:
    'Reads the export from the node, or from --file. Nothing that the export says is believed: each record is compared with its ' +
    'commitment, all of them in their order with the root, the root with the signature and with every checkpoint that you hold from ' +
    `before, and a checkpoint with the cosignatures that the policy asks for. Ends with ${exitCodes.verificationFailed} at the first mismatch and names its index. Keep a checkpoint: only what you hold ` +
    'yourself shows that nothing before it was changed since.',
  examples: [
    'audit verify --node XB --save-checkpoint checkpoint.txt',
    'audit verify --node XB --checkpoint checkpoint.txt --record 0198f000-0000-7000-8000-000000000001',
    'audit verify --file access-log.ndjson --vkey log.vkey --checkpoint checkpoint.txt',
  ],
  options: [
    new Option('--file <file>', 'an export that was downloaded before; needs --vkey'),
    repeatable('--checkpoint <file>', 'a checkpoint that you hold from before (several are allowed)'),
    new Option('--record <id>', 'show this record, and the proof that it is in the log'),
    new Option('--save-checkpoint <file>', 'keep the checkpoint that was verified'),
    new Option('--save-receipt <file>', 'keep the proof of --record (C2SP tlog-proof)'),
    repeatable(
      '--former-vkey <key>',
      'a key that signed the log before, or a file that holds it: for --checkpoint',
    ),
    ...policyOptions,
    ...logKeyOptions,
  ],
  run,
})

async function run(call: Call<VerifyOptions>): Promise<ExitCode> {
  const { options, terminal, output } = call
  const source = await openSource(call)
  const given = await Promise.all(
    (options.checkpoint ?? []).map((file) => readFile(resolve(terminal.directory, file), 'utf8')),
  )
  const former = await Promise.all(
    (options.formerVkey ?? []).map(async (key) => (await givenLogKey(key, terminal)).vkey),
  )
  // What the witnesses confirmed must be in the export, like anything that the auditor holds.
  const held = source.confirmed === undefined ? given : [...given, source.confirmed]
  const wanted = options.record === undefined ? undefined : idArgument(options.record)
  const closing = keepClosing(source.lines)
  const finder = wanted === undefined ? undefined : findRecord(closing.lines, wanted)
  using bar = source.bar
  const verdict = await verifyExport(finder?.lines ?? closing.lines, {
    vkey: source.key.vkey,
    formerVkeys: former,
    verifyEd25519: verifySignature,
    held,
    onProgress: (records) => {
      terminal.interrupted.throwIfAborted()
      bar.update(source.progress?.() ?? records, `${records} records`)
    },
  })
  bar[Symbol.dispose]()
  if (!verdict.ok) {
    output.result(failureJson(verdict), () => failureText(verdict))
    return exitCodes.verificationFailed
  }
  const confirmation =
    source.policy && largestConfirmed([...held, closing.note()], source.policy, source.key, former)
  if (source.policy !== undefined && confirmation === undefined) {
    const refused = { ok: false, problem: 'not-confirmed', index: 0, message: notConfirmed } as const
    output.result(failureJson(refused), () => failureText(refused))
    return exitCodes.verificationFailed
  }
  const shown = finder === undefined ? undefined : await showRecord(finder, closing.note(), source.key)
  await save(options.saveCheckpoint, confirmation?.note ?? closing.note(), call)
  await save(options.saveReceipt, shown?.receipt, call)
  // Of what the auditor brought along, that is: the confirmed checkpoint is counted elsewhere.
  const result = { ...verdict, held: given.length, confirmation }
  output.result(successJson(result, source.key, closing.note(), shown), () =>
    successText(result, source.key, given.length, shown),
  )
  return exitCodes.ok
}

const notConfirmed =
  'The log is whole and signed, but its witnesses have not confirmed it as the policy asks: its node could have shown others another one.'

interface Source {
  readonly key: TrustedLogKey
  /** Who must have confirmed the log; nothing if that is not asked. */
  readonly policy?: WitnessPolicy | undefined
  /** The checkpoint that the node says is confirmed. */
  readonly confirmed?: string
  readonly lines: AsyncIterable<string>
  readonly bar: Bar
  /** How far the source has been read, where that is not the number of records. */
  readonly progress?: () => number
}

async function openSource({ options, terminal, output }: Call<VerifyOptions>): Promise<Source> {
  if (options.file !== undefined) {
    if (options.vkey === undefined) {
      throw usageError("--file needs --vkey: the log's public key, as you hold it and not as the file says.")
    }
    const key = await givenLogKey(options.vkey, terminal)
    const file = await openList(resolve(terminal.directory, options.file), ['access-log.ndjson'])
    let read = 0
    return {
      key,
      policy: await trustedPolicy(options, terminal, key),
      lines: linesOf(file.text((bytes) => (read = bytes))),
      bar: output.bar('verifying', file.bytes),
      progress: () => read,
    }
  }
  const { client } = await connect(options, terminal, 'auditor')
  const key = await trustedLogKey(options, terminal, client)
  const policy = await trustedPolicy(options, terminal, key, client)
  const checkpoint = await client.records.checkpoint()
  // For the bar only, so it may be wrong.
  const [, size = '0'] = /^[^\n]*\n(\d+)\n/.exec(checkpoint) ?? []
  const bar = output.bar('verifying', Number(size))
  const asked = policy !== undefined && policy.quorum !== 'none'
  return { key, policy, lines: client.records.export(), bar, ...(asked && { confirmed: checkpoint }) }
}

/** Keeps the signed checkpoint that closes the export: the verifier opens it, and the auditor wants to keep it. */
function keepClosing(lines: AsyncIterable<string>): { lines: AsyncIterable<string>; note: () => string } {
  let note = ''
  async function* readAlong(): AsyncGenerator<string> {
    for await (const line of lines) {
      if (line.startsWith('{"checkpoint":')) {
        const parsed = parseExportLine(line)
        if (parsed?.kind === 'checkpoint') note = parsed.checkpoint
      }
      yield line
    }
  }
  return { lines: readAlong(), note: () => note }
}

interface ShownRecord extends FoundRecord {
  readonly receipt: string
}

async function showRecord(finder: RecordFinder, note: string, key: TrustedLogKey): Promise<ShownRecord> {
  const found = finder.found()
  if (found === undefined) {
    throw new CommandError('The log is whole and signed, and has no record with this id; check the id.')
  }
  const receipt = await finder.receipt(found, note)
  verifyReceipt(receipt, found.entry, key.origin, [ed25519Verifier(key.vkey, verifySignature)])
  return { ...found, receipt }
}

async function save(path: string | undefined, text: string | undefined, { terminal }: Call<VerifyOptions>) {
  if (path !== undefined && text !== undefined)
    await writeFile(resolve(terminal.directory, path), text, { mode: 0o600 })
}

type Verified = Extract<ExportVerdict, { readonly ok: true }> & {
  readonly confirmation: Confirmation | undefined
}
interface Refused {
  readonly problem: string
  readonly index: number
  readonly message: string
}

function successJson(
  { records, root, held, erased, erasedBefore, confirmation }: Verified,
  key: TrustedLogKey,
  checkpoint: string,
  shown: ShownRecord | undefined,
) {
  return {
    verified: true,
    records,
    origin: key.origin,
    root: Buffer.from(root).toString('base64'),
    vkey: key.vkey,
    keyFrom: key.from,
    heldCheckpoints: held,
    erased: { records: erased, before: erasedBefore ?? null },
    confirmed: confirmation === undefined ? null : { size: confirmation.size, by: confirmation.by },
    checkpoint,
    ...(shown && {
      record: { index: shown.index, type: shown.type, record: shown.record, receipt: shown.receipt },
    }),
  }
}

function successText(
  { records, root, held, erased, erasedBefore, confirmation }: Verified,
  key: TrustedLogKey,
  given: number,
  shown: ShownRecord | undefined,
): string {
  return [
    `VERIFIED  ${records} records of ${key.origin}`,
    `  Root        ${Buffer.from(root).toString('base64')}`,
    `  Signed by   ${key.vkey}`,
    `              ${key.from === 'given' ? 'the key that you gave' : "certified by the jurisdiction's root, in the pinned federation"}`,
    confirmedText(records, confirmation),
    ...(erased === 0
      ? []
      : [
          `  Erased      ${erased} records, ${erasedBefore === undefined ? 'and no record follows that shows how old they were' : `all from before ${erasedBefore}`}`,
        ]),
    given === 0
      ? '  Compared    with no checkpoint from before: keep this one (--save-checkpoint) for the next time'
      : `  Compared    with ${held} checkpoints from before: nothing up to them was changed`,
    ...(shown === undefined ? [] : ['', recordText(shown.index, shown.record), '', shown.receipt.trimEnd()]),
  ].join('\n')
}

function confirmedText(records: number, confirmation: Confirmation | undefined): string {
  if (confirmation === undefined) return '  Confirmed   by whom was not asked (--policy)'
  const { size, by } = confirmation
  const newer = records > size ? `, all but the newest ${records - size}` : ''
  return `  Confirmed   ${size} records${newer}, by ${by.length === 0 ? 'nobody: the policy asks for none' : by.join(', ')}`
}

function failureJson({ problem, index, message }: Refused) {
  return { verified: false, problem, index, message }
}

function failureText({ problem, index, message }: Refused): string {
  return `NOT VERIFIED at index ${index} (${problem})\n  ${message}`
}
