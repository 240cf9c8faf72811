import { AgreementDraft, agreementText, type AgreementView } from '@crosswatch/protocol'
import { Option } from 'commander'
import { Compile } from 'typebox/compile'
import { command, group } from '../command.ts'
import { connect, type ConnectionOptions, connectionOptions } from '../connect/connect.ts'
import { usageError } from '../errors.ts'
import type { Terminal } from '../terminal.ts'
import { table } from '../text-table.ts'
import { readJsonInput } from './options.ts'

const exampleDigest = '6fef6a2776af6bf6e799d4d587a4c2dc0d459cc20d925f3d578e486c95ab79a7'

const list = command<ConnectionOptions>({
  name: 'list',
  summary: 'list with whom this node shares, what, and for what',
  examples: ['agreement list --node XA'],
  options: connectionOptions('analyst'),
  async run({ options, terminal, output }) {
    const { client } = await connect(options, terminal, 'analyst')
    const agreements = await client.agreements.list()
    output.result({ agreements }, () => agreementsText(agreements))
  },
})

const show = command<ConnectionOptions>({
  name: 'show <digest>',
  summary: 'print an agreement whole, with what each party said',
  examples: [`agreement show ${exampleDigest} --node XA`],
  options: connectionOptions('analyst'),
  async run({ options, args, terminal, output }) {
    const { client } = await connect(options, terminal, 'analyst')
    const view = await client.agreements.show(digestArgument(args[0]))
    output.result(view, () => agreementText(view, (code) => code))
  },
})

const draft = command<ConnectionOptions>({
  name: 'draft <file>',
  summary: 'draft an agreement, or an amendment, from a JSON file (AgreementDraft), - for stdin',
  details: 'It binds nobody until a second officer here, and two officers of every other party, sign it.',
  examples: ['agreement draft packages/cli/examples/agreement.json --node XA'],
  options: connectionOptions('admin'),
  async run({ options, args, terminal, output }) {
    const { client, sameNode } = await connect(options, terminal, 'admin')
    const view = await client.agreements.draft(await readAgreement(args[0] ?? '', terminal))
    output.result(
      view,
      () => `${stateText(view)}\nNext: crosswatch agreement sign ${view.digest} ${sameNode}`,
    )
  },
})

const endorse = step('endorse', 'say as first officer that what another party drafted can be signed', 'admin')
const sign = step('sign', 'sign an agreement as second officer, for this jurisdiction', 'supervisor')
const suspend = change('suspend', 'stop for the time being what goes out under an agreement')
const resume = change('resume', 'go on with an agreement that this jurisdiction suspended')
const terminate = change('terminate', 'end an agreement for every party')

function step(name: 'endorse' | 'sign', summary: string, user: string) {
  return command<ConnectionOptions>({
    name: `${name} <digest>`,
    summary,
    examples: [`agreement ${name} ${exampleDigest} --node XB`],
    options: connectionOptions(user),
    async run({ options, args, terminal, output }) {
      const { client } = await connect(options, terminal, user)
      const view = await client.agreements[name](digestArgument(args[0]))
      output.result(view, () => stateText(view))
    },
  })
}

function change(name: 'suspend' | 'resume' | 'terminate', summary: string) {
  return command<ConnectionOptions & { readonly reason: string }>({
    name: `${name} <digest>`,
    summary,
    examples: [`agreement ${name} ${exampleDigest} --reason "decision of the court" --node XA`],
    options: [
      new Option('--reason <text>', 'why; every party reads it').makeOptionMandatory(),
      ...connectionOptions('supervisor'),
    ],
    async run({ options, args, terminal, output }) {
      const { client } = await connect(options, terminal, 'supervisor')
      const view = await client.agreements.change(digestArgument(args[0]), name, options.reason)
      output.result(view, () => stateText(view))
    },
  })
}

/** `crosswatch agreement`: with whom this node shares. */
export const agreementCommands = group(
  'agreement',
  'with whom this node shares, and what',
  'agreement list --node XA',
  [list, show, draft, endorse, sign, suspend, resume, terminate],
)

const isDraft = Compile(AgreementDraft)

/** @throws {CommandError} naming the first field that does not fit, not its value */
async function readAgreement(name: string, terminal: Terminal): Promise<AgreementDraft> {
  const given = await readJsonInput(name, terminal)
  if (isDraft.Check(given)) return given
  const [first] = isDraft.Errors(given)
  const source = name === '-' ? 'The draft' : name
  throw usageError(
    `${source} is no agreement: ${first?.instancePath || 'the document'} ${first?.message ?? 'does not fit'}.`,
  )
}

function digestArgument(value: string | undefined): string {
  if (value !== undefined && /^[0-9a-f]{64}$/.test(value)) return value
  throw usageError('An agreement is named by its digest, 64 hexadecimal digits; copy it from the list.')
}

function stateText({ digest, state, terms, statements }: AgreementView): string {
  const signed = new Set(statements.filter(({ act }) => act === 'sign').map(({ party }) => party))
  const missing = terms.parties.filter((party) => !signed.has(party))
  const waiting = missing.length === 0 ? '' : ` Not signed yet by ${missing.join(', ')}.`
  return `${terms.title}, version ${terms.version}: ${state}.${waiting}\nDigest ${digest}`
}

function agreementsText(agreements: readonly AgreementView[]): string {
  if (agreements.length === 0) return 'No agreements: nothing leaves this node.'
  return table(
    ['state', 'parties', 'from', 'until', 'categories', 'compartments', 'purposes', 'title', 'digest'],
    agreements.map(({ state, terms, digest }) => [
      state,
      terms.parties.join(','),
      terms.validFrom.slice(0, 10),
      terms.validUntil.slice(0, 10),
      terms.categories.join(','),
      terms.compartments.join(','),
      terms.purposes.join(','),
      terms.title,
      digest,
    ]),
  )
}
