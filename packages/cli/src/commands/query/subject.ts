import { SubjectQuery } from '@crosswatch/protocol'
import { Option } from 'commander'
import { Compile } from 'typebox/compile'
import { usageError } from '../../errors.ts'
import { createCountryFinder } from '../../import/text/countries.ts'
import type { Terminal } from '../../terminal.ts'
import { readInput, readJsonInput, repeatable } from '../options.ts'

/** What an officer knows, as options. */
export interface SubjectOptions {
  readonly subject?: string
  readonly name?: string
  readonly otherName?: readonly string[]
  readonly birthDate?: string
  readonly sex?: string
  readonly nationality?: string
  readonly document?: readonly string[]
  readonly licence?: readonly string[]
  readonly phone?: readonly string[]
  readonly email?: readonly string[]
  readonly url?: readonly string[]
  readonly handle?: readonly string[]
  readonly account?: readonly string[]
  readonly mrz?: string
  readonly from?: string
}

export const subjectOptions: readonly Option[] = [
  new Option('--name <name>', 'name as it is written or spoken'),
  repeatable('--other-name <name>', 'another name the person uses'),
  new Option('--birth-date <date>', 'YYYY, YYYY-MM or YYYY-MM-DD'),
  new Option('--sex <sex>').choices(['female', 'male', 'unspecified']),
  new Option('--nationality <country>', 'two-letter code or English name'),
  repeatable('--document <[country:]number>', 'number of a passport or another document: XA:P0000001'),
  repeatable('--licence <[country:]number>', 'number of a licence or registration'),
  repeatable('--phone <number>', 'telephone number, best with + and the country'),
  repeatable('--email <address>', 'e-mail address'),
  repeatable('--url <address>', 'address of a page'),
  repeatable('--handle <service:name>', 'account of a messenger or network: telegram:@name'),
  repeatable('--account <kind:number>', 'bank or wallet account: iban:XA00...'),
  new Option('--subject <kind>', 'what is looked for').choices(['person', 'organisation']),
  new Option('--mrz <file>', 'machine-readable zone, - for stdin'),
  new Option('--from <file>', 'the whole description as JSON (SubjectQuery), - for stdin'),
]

const isSubject = Compile(SubjectQuery)

/**
 * Makes the description of a query.
 *
 * @throws {CommandError} naming the option that cannot be read, never its value
 */
export async function subjectOf(options: SubjectOptions, terminal: Terminal): Promise<SubjectQuery> {
  const given: unknown = options.from === undefined ? {} : await readJsonInput(options.from, terminal)
  const { mrz } = options
  const fromOptions = Object.entries({
    subject: options.subject,
    name: options.name,
    otherNames: options.otherName,
    birthDate: options.birthDate,
    sex: options.sex,
    nationality: nationalityOf(options.nationality),
    documents: options.document?.map(numberOf),
    registrations: options.licence?.map(numberOf),
    phones: options.phone,
    emails: options.email,
    urls: options.url,
    handles: options.handle?.map((value) => splitPair(value, 'service', 'handle')),
    accounts: options.account?.map((value) => splitPair(value, 'kind', 'number')),
    mrz: mrz === undefined ? undefined : (await readInput(mrz, terminal)).trim().replaceAll('\r\n', '\n'),
  }).filter(([, value]) => value !== undefined)
  const subject = { ...(typeof given === 'object' ? given : {}), ...Object.fromEntries(fromOptions) }
  if (isSubject.Check(subject)) {
    if (Object.keys(subject).length > 0) return subject
    throw usageError('Say whom you look for: --name, --document, --phone, --mrz or another one; see --help.')
  }
  const [first] = isSubject.Errors(subject)
  const field = first?.instancePath.split('/')[1] ?? ''
  throw usageError(`${optionOf.get(field) ?? 'The description'} does not have its form; see --help.`)
}

/** Which option a field of the description comes from. */
const optionOf: ReadonlyMap<string, string> = new Map([
  ['subject', '--subject'],
  ['name', '--name'],
  ['otherNames', '--other-name'],
  ['birthDate', '--birth-date'],
  ['sex', '--sex'],
  ['nationality', '--nationality'],
  ['documents', '--document'],
  ['registrations', '--licence'],
  ['phones', '--phone'],
  ['emails', '--email'],
  ['urls', '--url'],
  ['handles', '--handle'],
  ['accounts', '--account'],
  ['mrz', '--mrz'],
])

function nationalityOf(written: string | undefined): string | undefined {
  if (written === undefined) return undefined
  const code = createCountryFinder()(written.length === 2 ? written.toUpperCase() : written)
  if (code === undefined)
    throw usageError('The nationality is not known; give its two-letter code (ISO 3166-1).')
  return code
}

/** `XA:P0000001` or `P0000001`. */
function numberOf(value: string): { country?: string; number: string } {
  const [, country, number = value] = /^([A-Z]{2}):(.+)$/.exec(value) ?? []
  return country === undefined ? { number } : { country, number }
}

function splitPair(value: string, first: string, second: string): Record<string, string> {
  const at = value.indexOf(':')
  return { [first]: value.slice(0, Math.max(at, 0)), [second]: value.slice(at + 1) }
}
