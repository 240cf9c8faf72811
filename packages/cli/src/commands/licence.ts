import {
  licenceStates,
  type Licence,
  type LicenceCheck,
  type Register,
  type LicenceState,
} from '@crosswatch/protocol'
import { Option } from 'commander'
import { command, group } from '../command.ts'
import { connect, type ConnectionOptions, connectionOptions } from '../connect/connect.ts'
import { CommandError, usageError } from '../errors.ts'
import { readCsv } from '../import/files/read-csv.ts'
import { table } from '../text-table.ts'
import { idArgument, readInput } from './options.ts'

const exampleId = '0198f000-0000-7000-8000-000000000001'

const take = command<ConnectionOptions & { readonly register: string }>({
  name: 'import <file>',
  summary: 'import a register of licences to recruit, in the place of what was imported before',
  details:
    'The file is CSV, its first line naming the columns: number, name, state (licensed, suspended, revoked or expired; default ' +
    'licensed), place, valid_until (2027-03-31); - for stdin. Nothing is imported unless every row is right.',
  examples: ['licence import agencies.csv --register xa-agencies --node XA'],
  options: [
    new Option('--register <name>', 'names the register, the same every time').makeOptionMandatory(),
    ...connectionOptions('analyst'),
  ],
  async run({ options, args, terminal, output }) {
    const licences = await licencesOf(await readInput(args[0] ?? '-', terminal))
    const { client } = await connect(options, terminal, 'analyst')
    await client.licences.import(options.register, licences)
    const { register } = options
    output.result({ register, licences: licences.length }, () =>
      licences.length === 1 ? 'Imported 1 licence.' : `Imported ${licences.length} licences.`,
    )
  },
})

const list = command<ConnectionOptions>({
  name: 'list',
  summary: 'list the registers that were imported',
  examples: ['licence list --node XA'],
  options: connectionOptions('analyst'),
  async run({ options, terminal, output }) {
    const { client } = await connect(options, terminal, 'analyst')
    const registers = await client.licences.registers()
    output.result({ registers }, () => registersText(registers))
  },
})

const check = command<ConnectionOptions>({
  name: 'check <alert>',
  summary: 'look whether the subject of a change that waits holds a licence',
  examples: [`licence check ${exampleId} --node XA`],
  options: connectionOptions('analyst'),
  async run({ options, args, terminal, output }) {
    const { client } = await connect(options, terminal, 'analyst')
    const found = await client.licences.check(idArgument(args[0]))
    output.result(found, () => checkText(found))
  },
})

/** `crosswatch licence`: who holds a licence to recruit. */
export const licenceCommands = group(
  'licence',
  'import registers of licences, and look who holds one before an alert goes out',
  'licence list --node XA',
  [take, list, check],
)

const columns = ['number', 'name', 'state', 'place', 'valid_until']

/** @throws {CommandError} with the line that is wrong: nothing is imported by half */
async function licencesOf(text: string): Promise<Licence[]> {
  let heading: readonly string[] | undefined
  const licences: Licence[] = []
  for await (const { row, fields } of readCsv(piecesOf(text))) {
    if (heading === undefined) {
      heading = fields.map((field) => field.trim().toLowerCase())
      const unknown = heading.find((name) => !columns.includes(name))
      if (unknown !== undefined || !heading.includes('number') || !heading.includes('name'))
        throw usageError(`The first line must name columns of these: ${columns.join(', ')}.`)
      continue
    }
    if (fields.every((field) => field.trim() === '')) continue
    licences.push(licenceOf(heading, fields, row))
  }
  if (licences.length === 0) throw new CommandError('There is no licence in the file.')
  return licences
}

function licenceOf(heading: readonly string[], fields: readonly string[], row: number): Licence {
  const cell = (name: string) => fields[heading.indexOf(name)]?.trim().normalize('NFC') ?? ''
  const [number, name, place, validUntil] = [cell('number'), cell('name'), cell('place'), cell('valid_until')]
  const state = cell('state') === '' ? 'licensed' : licenceStates.find((one) => one === cell('state'))
  const problem = problemOf(number, name, state, validUntil)
  if (problem !== undefined || state === undefined) throw new CommandError(`Line ${row}: ${problem}.`)
  return { number, name, state, ...(place !== '' && { place }), ...(validUntil !== '' && { validUntil }) }
}

function problemOf(
  number: string,
  name: string,
  state: LicenceState | undefined,
  validUntil: string,
): string | undefined {
  if (number === '' || number.length > 60) return 'the number must have 1 to 60 characters'
  if (name === '' || name.length > 200) return 'the name must have 1 to 200 characters'
  if (state === undefined) return `the state must be one of ${licenceStates.join(', ')}`
  if (validUntil !== '' && !/^\d{4}-\d{2}-\d{2}$/.test(validUntil))
    return 'valid_until must be like 2027-03-31'
  return undefined
}

async function* piecesOf(text: string): AsyncGenerator<string> {
  yield await Promise.resolve(text)
}

function registersText(registers: readonly Register[]): string {
  if (registers.length === 0) return 'No register was imported.'
  return table(
    ['register', 'licences', 'imported', 'by'],
    registers.map(({ register, licences, importedAt, importedBy }) => [
      register,
      String(licences),
      importedAt,
      importedBy,
    ]),
  )
}

function checkText({ registers, licences }: LicenceCheck): string {
  if (registers.length === 0) return 'No register was imported: nothing is known.'
  if (licences.length === 0) return 'Nobody of that name or number holds a licence.'
  return table(
    ['score', 'state', 'number', 'name', 'place', 'until', 'register'],
    licences.map(({ register, score, licence: { name, number, place, state, validUntil } }) => [
      score.toFixed(2),
      state,
      number,
      name,
      place ?? '',
      validUntil ?? '',
      register,
    ]),
  )
}
