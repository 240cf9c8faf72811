import { resolve } from 'node:path'
import { verifySignature } from '@crosswatch/crypto'
import { OversightReport } from '@crosswatch/protocol'
import { ed25519Verifier, openCheckpoint, TransparencyError, verifyExport } from '@crosswatch/transparency'
import { Option } from 'commander'
import { Compile } from 'typebox/compile'
import { type Call, command } from '../../command.ts'
import { connect } from '../../connect/connect.ts'
import { CommandError, exitCodes, usageError } from '../../errors.ts'
import { openList } from '../../import/files/open-list.ts'
import { readJsonInput } from '../options.ts'
import { largestConfirmed, policyOptions, type PolicyOptions, trustedPolicy } from './confirmation.ts'
import { linesOf } from './lines-of.ts'
import { givenLogKey, logKeyOptions, type TrustedLogKey, trustedLogKey } from './log-key.ts'
import { type Difference, recountMonths } from './recount-months.ts'

interface OversightOptions extends PolicyOptions {
  readonly file?: string
  readonly against?: string
}

/** `crosswatch audit oversight`: whether the public numbers come from a log that others confirmed, and which numbers it gives. */
export const oversightCommand = command<OversightOptions>({
  name: 'oversight',
  summary: 'verify the public numbers of a node: their checkpoint, and with an export the numbers themselves',
  details:
    'Anybody can do the first part: --file is what the node serves at /api/audit/v1/oversight without sign-in. With --against, an ' +
    `export of the log, which an auditor holds, is verified and every published number counted again. Ends with ${exitCodes.verificationFailed} if the ` +
    'checkpoint is not signed and confirmed, the export is not the log that it was signed over, or a number differs.',
  examples: [
    'audit oversight --file oversight.json --vkey log.vkey --policy policy.txt',
    'audit oversight --node XB --against access-log.ndjson',
  ],
  options: [
    new Option('--file <file>', 'the numbers as anybody can download them; needs --vkey'),
    new Option('--against <file>', 'an export of the log that they are counted from'),
    ...policyOptions,
    ...logKeyOptions,
  ],
  async run(call) {
    const { options, output } = call
    const { report, key, policy } = await readReport(call)
    const { checkpoint, months } = report
    const confirmation = verified(() => {
      const { size } = openCheckpoint(checkpoint, key.origin, [ed25519Verifier(key.vkey, verifySignature)])
      return policy === undefined
        ? { size: Number(size), by: undefined }
        : largestConfirmed([checkpoint], policy, key)
    })
    if (confirmation === undefined) {
      throw new CommandError(
        'NOT VERIFIED: too few witnesses have confirmed the log that the numbers come from.',
        exitCodes.verificationFailed,
      )
    }
    const { size, by } = confirmation
    const recounted = options.against !== undefined
    const differences = recounted ? await recount(call, report, key, size) : []
    const result = { verified: differences.length === 0, records: size, confirmedBy: by ?? null, recounted }
    output.result({ ...result, months: months.length, differences }, () =>
      [
        `${result.verified ? 'VERIFIED' : 'NOT VERIFIED'}  ${months.length} months, counted from ${size} records of ${key.origin}`,
        `  Confirmed   by ${by?.join(', ') ?? 'whom was not asked (--policy)'}`,
        `  Numbers     ${recounted ? 'counted again from the export' : 'not counted again (--against)'}`,
        ...differences.map(differenceText),
      ].join('\n'),
    )
    return result.verified ? exitCodes.ok : exitCodes.verificationFailed
  },
})

const isReport = Compile(OversightReport)

async function readReport({ options, terminal }: Call<OversightOptions>) {
  if (options.file !== undefined) {
    if (options.vkey === undefined) {
      throw usageError("--file needs --vkey: the log's public key, as you hold it and not as the node says.")
    }
    const report = await readJsonInput(options.file, terminal)
    if (!isReport.Check(report)) throw usageError('--file is not what a node serves as its public numbers.')
    const key = await givenLogKey(options.vkey, terminal)
    return { report, key, policy: await trustedPolicy(options, terminal, key) }
  }
  const { client } = await connect(options, terminal, 'auditor')
  const key = await trustedLogKey(options, terminal, client)
  const policy = await trustedPolicy(options, terminal, key, client)
  return { report: await client.records.oversight(), key, policy }
}

async function recount(
  { options, terminal, output }: Call<OversightOptions>,
  report: OversightReport,
  { vkey }: TrustedLogKey,
  size: number,
): Promise<readonly Difference[]> {
  const file = await openList(resolve(terminal.directory, options.against ?? ''), ['access-log.ndjson'])
  using bar = output.bar('counting', file.bytes)
  const { lines, compare } = recountMonths(linesOf(file.text((bytes) => bar.update(bytes))))
  const verdict = await verifyExport(lines, {
    vkey,
    verifyEd25519: verifySignature,
    held: [report.checkpoint],
    onProgress: () => terminal.interrupted.throwIfAborted(),
  })
  if (verdict.ok) return compare(report, size)
  throw new CommandError(
    `NOT VERIFIED: the export is not the log that the numbers come from. ${verdict.message}`,
    exitCodes.verificationFailed,
  )
}

function differenceText({ month, what, published, counted }: Difference): string {
  return `  ${month}, ${what}: ${typeof published === 'number' ? `${published} is published` : `it is ${published}`}, ${counted} are in the log`
}

function verified<T>(verify: () => T): T {
  try {
    return verify()
  } catch (cause) {
    if (!(cause instanceof TransparencyError)) throw cause
    throw new CommandError(`NOT VERIFIED: ${cause.message}`, exitCodes.verificationFailed, { cause })
  }
}
