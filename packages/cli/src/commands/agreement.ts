import { AgreementRow, categories, purposes } from '@crosswatch/protocol'
import { Option } from 'commander'
import { Compile } from 'typebox/compile'
import { command, group } from '../command.ts'
import { connect, type ConnectionOptions, connectionOptions } from '../connect/connect.ts'
import { usageError } from '../errors.ts'
import { parseDay } from '../import/text/dates.ts'
import { table } from '../text-table.ts'
import { listOption } from './options.ts'

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

interface SetOptions extends ConnectionOptions {
  readonly categories: AgreementRow['categories']
  readonly compartments: AgreementRow['compartments']
  readonly purposes: AgreementRow['purposes']
  readonly reference: string
  readonly validFrom?: string
  readonly validUntil: string
}

const set = command<SetOptions>({
  name: 'set <partner>',
  summary: 'put an agreement with a partner in place of the one before',
  details:
    'It counts from the next alert on; what was issued before stays where it is until it is withdrawn or revised.',
  examples: [
    'agreement set XB --categories inquiry-check,fake-posting --compartments identity,posting,grounds ' +
      '--purposes border-check,labour-inspection --reference "Memorandum of 2031, article 4" --valid-until 2032-12-31 --node XA',
  ],
  options: [
    listOption(
      '--categories <list>',
      'categories shared, with commas between them',
      categories,
    ).makeOptionMandatory(),
    listOption('--compartments <list>', 'what the partner may open', [
      'identity',
      'posting',
      'grounds',
      'evidence',
    ]).makeOptionMandatory(),
    listOption(
      '--purposes <list>',
      'purposes for which the partner may use it',
      purposes,
    ).makeOptionMandatory(),
    new Option('--reference <text>', 'treaty, memorandum or decision').makeOptionMandatory(),
    new Option('--valid-from <day>', 'first day, YYYY-MM-DD (default: today)'),
    new Option('--valid-until <day>', 'day on which it ends, YYYY-MM-DD').makeOptionMandatory(),
    ...connectionOptions('admin'),
  ],
  async run({ options, args, terminal, output }) {
    const { categories: shared, compartments, purposes: uses, reference, validFrom, validUntil } = options
    const agreement = {
      partner: (args[0] ?? '').toUpperCase(),
      categories: shared,
      compartments,
      purposes: uses,
      reference,
      validFrom: beginningOfDay('--valid-from', validFrom ?? terminal.now().toISOString().slice(0, 10)),
      validUntil: beginningOfDay('--valid-until', validUntil),
    }
    if (!isAgreement.Check(agreement)) {
      throw usageError('The partner is a two-letter code, and the reference has 1 to 200 characters.')
    }
    const { client } = await connect(options, terminal, 'admin')
    const stored = await client.agreements.set(agreement)
    output.result(stored, () => agreementsText([stored]))
  },
})

const isAgreement = Compile(AgreementRow)

function beginningOfDay(option: string, text: string): string {
  const day = parseDay(text)
  if (day?.length !== 10) throw usageError(`${option} takes a day: YYYY-MM-DD.`)
  return `${day}T00:00:00.000Z`
}

/** `crosswatch agreement`: with whom this node shares. */
export const agreementCommands = group(
  'agreement',
  'with whom this node shares, and what',
  'agreement list --node XA',
  [list, set],
)

function agreementsText(agreements: readonly AgreementRow[]): string {
  if (agreements.length === 0) return 'No agreements: nothing leaves this node.'
  return table(
    ['partner', 'from', 'until', 'categories', 'compartments', 'purposes', 'reference'],
    agreements.map((row) => [
      row.partner,
      row.validFrom.slice(0, 10),
      row.validUntil.slice(0, 10),
      row.categories.join(','),
      row.compartments.join(','),
      row.purposes.join(','),
      row.reference,
    ]),
  )
}
