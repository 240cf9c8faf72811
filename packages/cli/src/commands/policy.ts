import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import {
  accessActs,
  actingRoles,
  compartments,
  purposes,
  type AccessAct,
  type ActingRole,
  type Compartment,
  type PolicyComparison,
  type PolicyExplanation,
  type PolicyOutcome,
  type PolicyProposal,
  type PolicyQuestion,
  type Purpose,
} from '@crosswatch/protocol'
import { Option } from 'commander'
import { command, group } from '../command.ts'
import { connect, type ConnectionOptions, connectionOptions } from '../connect/connect.ts'
import { usageError } from '../errors.ts'
import { table } from '../text-table.ts'
import { idArgument, listOption, numberOption } from './options.ts'

interface ExplainOptions extends ConnectionOptions {
  readonly record?: string
  readonly role?: readonly ActingRole[]
  readonly act?: AccessAct
  readonly authority?: string
  readonly purpose?: Purpose
  readonly reference?: true
  readonly compartment?: Compartment
  readonly alert?: string
  readonly alertVersion?: number
  readonly recipient?: string
}

/** What is stated of an officer, and of a recipient: by the names that options have here. */
const ofOfficer = ['role', 'act', 'purpose', 'authority', 'reference']
const ofRecipient = ['alert', 'alertVersion', 'recipient']

const explain = command<ExplainOptions>({
  name: 'explain',
  summary: 'say why somebody may or may not do something, and by which policy',
  details:
    'Of a record of the access log; of a role and a purpose; or of an alert that the node issued and a jurisdiction, by the agreements ' +
    'in force when it was issued. That it was asked is recorded.',
  examples: [
    'policy explain --record 0198f000-0000-7000-8000-000000000001 --node XB',
    'policy explain --role border-officer --act query --purpose border-check --compartment evidence --node XB',
    'policy explain --alert 0198f000-0000-7000-8000-000000000001 --recipient XC --compartment evidence --node XB',
  ],
  options: [
    new Option('--record <id>', 'a record of the access log').conflicts([
      ...ofOfficer,
      ...ofRecipient,
      'compartment',
    ]),
    listOption('--role <roles>', 'one role, or several with commas', actingRoles),
    new Option('--act <act>', 'what is done').choices(accessActs).default('query'),
    new Option('--purpose <purpose>', 'what for').choices(purposes),
    new Option('--authority <name>', 'for whom they work, if not for whom you do'),
    new Option('--reference', 'a case or control reference is stated'),
    new Option('--compartment <name>', 'the part of an alert that is in question').choices(compartments),
    new Option('--alert <id>', 'an alert that the node issued').conflicts(ofOfficer),
    numberOption('--alert-version <number>', 'which version of it, if not the last', 1),
    new Option('--recipient <code>', 'the jurisdiction that got it, or did not'),
    ...connectionOptions('auditor'),
  ],
  async run({ options, terminal, output }) {
    const subject = subjectOf(options)
    const { client } = await connect(options, terminal, 'auditor')
    const explanation = await client.policies.explain(subject)
    output.result(explanation, () => explanationText(explanation))
  },
})

const diff = command<ConnectionOptions>({
  name: 'diff <path>',
  summary: 'say which of the last 10,000 recorded decisions other policies would not make again',
  details:
    'PATH is a folder of policies that takes the place of the whole, or one .cedar file that takes the place of the file of ' +
    'its name. Nothing is changed. Who asked and whom it was about is not looked at.',
  examples: ['policy diff infra/policies --node XB', 'policy diff officers.cedar --node XB --as admin'],
  options: connectionOptions('auditor'),
  async run({ options, args, terminal, output }) {
    const proposal = await readProposal(resolve(terminal.directory, args[0] ?? ''))
    const { client } = await connect(options, terminal, 'auditor')
    const comparison = await client.policies.compare(proposal)
    output.result(comparison, () => comparisonText(comparison))
  },
})

/** `crosswatch policy`: why it is decided so, and what a change would come to. */
export const policyCommands = group(
  'policy',
  'why something is allowed or refused, and what other policies would come to',
  'policy explain --role border-officer --purpose border-check --node XB',
  [explain, diff],
)

function subjectOf(options: ExplainOptions): PolicyQuestion['subject'] {
  if (
    options.alert === undefined &&
    (options.recipient !== undefined || options.alertVersion !== undefined)
  ) {
    throw usageError('--recipient and --alert-version go with --alert: name the alert too.')
  }
  return options.alert === undefined ? officerOf(options) : recipientOf(options, options.alert)
}

function recipientOf(
  { recipient, alertVersion, compartment }: ExplainOptions,
  alert: string,
): PolicyQuestion['subject'] {
  if (recipient === undefined) throw usageError('Name a jurisdiction with --recipient.')
  return {
    kind: 'recipient',
    alert: idArgument(alert),
    recipient,
    ...(alertVersion !== undefined && { version: alertVersion }),
    ...(compartment !== undefined && { compartment }),
  }
}

function officerOf({
  record,
  role,
  act = 'query',
  authority,
  purpose,
  reference,
  compartment,
}: ExplainOptions): PolicyQuestion['subject'] {
  if (record !== undefined) return { kind: 'record', record: idArgument(record) }
  if (role === undefined || purpose === undefined) {
    throw usageError(
      'Name a record with --record, a role and a purpose with --role and --purpose, or an alert and a jurisdiction with --alert and --recipient.',
    )
  }
  return {
    kind: 'officer',
    roles: [...role],
    act,
    purpose,
    ...(authority !== undefined && { authority }),
    ...(reference === true && { referenceGiven: true }),
    ...(compartment !== undefined && { compartment }),
  }
}

async function readProposal(path: string): Promise<PolicyProposal> {
  try {
    if (!(await stat(path)).isDirectory()) {
      return { whole: false, files: { [basename(path)]: await readFile(path, 'utf8') } }
    }
    const names = (await readdir(path)).filter((name) => name.endsWith('.cedar'))
    const texts = await Promise.all(
      names.map(async (name) => [name, await readFile(join(path, name), 'utf8')] as const),
    )
    const schema = await readFile(join(path, 'crosswatch.cedarschema'), 'utf8')
    return { whole: true, schema, files: Object.fromEntries(texts) }
  } catch {
    throw usageError(
      'There are no policies at this path; name a .cedar file, or a folder with crosswatch.cedarschema.',
    )
  }
}

function explanationText({ sentence, recorded, recipient, texts, digest }: PolicyExplanation): string {
  const then =
    recorded &&
    `Recorded ${recorded.at}: ${recorded.operation}, ${recorded.outcome}${recorded.reason === undefined ? '' : ` (${recorded.reason})`}, by ${recorded.policies.join(', ') || 'no policy'}.`
  const issued =
    recipient &&
    `Issued ${recipient.at}, ${recipient.category} for ${recipient.purposes.join(', ')}: ${givenText(recipient)}.`
  return [then, issued, sentence, ...texts.map(({ text }) => `\n${text.trim()}`), `\nPolicies ${digest}`]
    .filter((line) => line !== undefined)
    .join('\n')
}

function givenText({ jurisdiction, given }: NonNullable<PolicyExplanation['recipient']>): string {
  if (given === null) return `not to ${jurisdiction}`
  return `to ${jurisdiction}, with ${given.join(', ') || 'no compartment'}`
}

function comparisonText({ considered, since, different, changes, proposed }: PolicyComparison): string {
  const range = since === null ? '' : ` since ${since}`
  const head = `${different} of ${considered} decisions${range} would have come out differently.`
  if (changes.length === 0) return `${head}\nPolicies ${proposed}`
  const rows = changes.map(
    ({ count, operation, roles: who, purpose, recipient, recorded, before, after, records }) => [
      String(count),
      operation,
      recipient === undefined ? who.join(',') : `to ${recipient}`,
      purpose ?? '',
      recorded ? outcomeText({ ...before, allowed: true }) : 'refused',
      outcomeText(after),
      records[0] ?? '',
    ],
  )
  return `${head}\n${table(['count', 'operation', 'who', 'purpose', 'was', 'would be', 'for instance'], rows)}\nPolicies ${proposed}`
}

function outcomeText({ allowed, compartments: opened, reason }: PolicyOutcome): string {
  if (allowed) return `allowed: ${opened.join(', ')}`
  return reason === undefined ? 'refused' : `refused: ${reason}`
}
