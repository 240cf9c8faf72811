import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { EvidenceBundle } from '@crosswatch/protocol'
import { Option } from 'commander'
import { Compile } from 'typebox/compile'
import { command } from '../../command.ts'
import { connect, type ConnectionOptions, connectionOptions } from '../../connect/connect.ts'
import { exitCodes, usageError } from '../../errors.ts'
import {
  bundleConfirmed,
  EvidenceProblem,
  type VerifiedRecord,
  verifyEvidence,
} from '../../evidence/verify-evidence.ts'
import { type NoteKey, readNoteKey } from '../../evidence/signed-note.ts'
import { type Policy, readPolicy } from '../../evidence/witness-policy.ts'
import type { Terminal } from '../../terminal.ts'
import { idArgument, parseJsonInput, readInput, repeatable } from '../options.ts'
import { evidenceReport } from './evidence-report.ts'
import { type BundlePolicy, bundlePolicyWords, searchedWords } from './evidence-words.ts'
import { recordText } from './record-text.ts'

/** `crosswatch audit bundle`: chosen records for a court. */
export const bundleCommand = command<
  ConnectionOptions & { readonly out: string; readonly reference?: string }
>({
  name: 'bundle <ids...>',
  summary: 'write chosen records with openings, proofs and the cosigned checkpoint into one file',
  details: 'The file holds what was searched in the clear. It is verified with audit verify-bundle.',
  examples: ['audit bundle 0198f000-0000-7000-8000-000000000001 --out evidence.json --node XB'],
  options: [
    new Option('--out <file>', 'where to write it').makeOptionMandatory(),
    new Option('--reference <text>', 'your own case or control reference'),
    ...connectionOptions('auditor'),
  ],
  async run({ options, args, terminal, output }) {
    const records = args.map(idArgument)
    const { client } = await connect(options, terminal, 'auditor')
    const bundle = await client.records.evidence({
      purpose: 'oversight',
      records,
      ...(options.reference && { reference: options.reference }),
    })
    const file = resolve(terminal.directory, options.out)
    await writeFile(file, `${JSON.stringify(bundle, undefined, 2)}\n`, { mode: 0o600 })
    output.result({ file, records: records.length }, () => `${records.length} records are in ${file}.`)
  },
})

/** `crosswatch audit verify-bundle`: offline, and with nothing that the bundle says about its own keys. */
export const verifyBundleCommand = command<{
  readonly vkey: string
  readonly witness?: readonly string[]
  readonly policy?: string
  readonly report?: string
}>({
  name: 'verify-bundle <file>',
  summary: 'verify an evidence bundle offline',
  details:
    'Each record is compared with its commitment, the commitment with the root, the root with the signatures of the log and of every ' +
    'witness that you name or as many as your policy asks for, what was searched with the record, ' +
    'and the log and jurisdiction that the bundle names with all of these. When it was made and the policy within it are the ' +
    `bundle's own word, and reported as such. Ends with ${exitCodes.verificationFailed} at the first mismatch.`,
  examples: [
    'audit verify-bundle evidence.json --vkey log.vkey --policy policy.txt',
    'audit verify-bundle evidence.json --vkey log.vkey --witness witness.vkey',
    'audit verify-bundle evidence.json --vkey log.vkey --policy policy.txt --report report.html',
  ],
  options: [
    new Option(
      '--vkey <key>',
      "the log's public key (name+id+key), or a file that holds it",
    ).makeOptionMandatory(),
    repeatable('--witness <key>', 'public key of a witness that must have cosigned (several are allowed)'),
    new Option('--policy <file>', 'who must have cosigned (C2SP tlog-policy), as you have it from elsewhere'),
    new Option('--report <file>', 'write what was verified as a page to be printed, for a court'),
  ],
  async run({ options, args, terminal, output }) {
    const log = await noteKey('--vkey', options.vkey, terminal)
    const witnesses = await Promise.all(
      (options.witness ?? []).map((given) => noteKey('--witness', given, terminal)),
    )
    const policy =
      options.policy === undefined
        ? undefined
        : readPolicy(await readFile(resolve(terminal.directory, options.policy), 'utf8'))
    if (options.policy !== undefined && policy === undefined)
      throw usageError('--policy takes a witness policy (C2SP tlog-policy).')
    const file = args[0] ?? ''
    const input = await readInput(file, terminal)
    const bundle = parseJsonInput(file, input)
    if (!isBundle.Check(bundle)) throw usageError('The file is not an evidence bundle.')
    try {
      const records = verifyEvidence(bundle, { log, witnesses, ...(policy && { policy }) })
      const signers = [log, ...witnesses].map(({ name }) => name)
      const bundlePolicy = judgeBundlePolicy(bundle)
      const result = {
        verified: true,
        signers,
        policy: policy ? ('met' as const) : ('none' as const),
        bundlePolicy,
        records,
      }
      if (options.report !== undefined) {
        const digest = createHash('sha256').update(input).digest('hex')
        const { madeAt } = bundle
        const about = {
          log,
          madeAt,
          digest,
          records,
          policy: result.policy,
          bundlePolicy,
          at: terminal.now(),
        }
        await writeFile(resolve(terminal.directory, options.report), evidenceReport(about), { mode: 0o600 })
      }
      output.result(result, () => verifiedText(records, signers, policy, bundlePolicy))
      return exitCodes.ok
    } catch (error) {
      if (!(error instanceof EvidenceProblem)) throw error
      const { record, message } = error
      output.result(
        { verified: false, record, message },
        () => `NOT VERIFIED${record === undefined ? '' : ` at record ${record}`}\n  ${message}`,
      )
      return exitCodes.verificationFailed
    }
  },
})

const isBundle = Compile(EvidenceBundle)

/** Whether the checkpoints are confirmed by those who the bundle says must do so. */
function judgeBundlePolicy(bundle: EvidenceBundle): BundlePolicy {
  if (bundle.policy === undefined) return 'not stated'
  const policy = readPolicy(bundle.policy)
  return policy !== undefined && bundleConfirmed(bundle, policy) ? 'met' : 'not met'
}

async function noteKey(option: string, given: string, { directory }: Terminal): Promise<NoteKey> {
  const text = /\+[0-9a-f]{8}\+/.test(given) ? given : await readFile(resolve(directory, given), 'utf8')
  const key = readNoteKey(text)
  if (key === undefined) throw usageError(`${option} takes the key of a log or a witness: name+id+key.`)
  return key
}

function verifiedText(
  records: readonly VerifiedRecord[],
  signers: readonly string[],
  policy: Policy | undefined,
  bundlePolicy: BundlePolicy,
): string {
  return [
    `VERIFIED  ${records.length} records, under checkpoints signed by ${signers.join(', ')}`,
    policy === undefined ? 'No policy was given.' : 'Confirmed by as many witnesses as your policy asks for.',
    `${bundlePolicyWords[bundlePolicy]}.`,
    ...records.map(({ index, record, terms }) => {
      const searched = searchedWords(terms)
      return `\n${recordText(Number(index), record)}\n  searched: ${typeof searched === 'string' ? searched : JSON.stringify(searched)}`
    }),
  ].join('\n')
}
