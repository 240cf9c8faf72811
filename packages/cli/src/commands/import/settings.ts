import {
  AlertDraft,
  cautions,
  categories,
  type Category,
  codeListNames,
  modes,
  purposes,
  titleOfCode,
} from '@crosswatch/protocol'
import { InvalidArgumentError, Option } from 'commander'
import type { ConnectionOptions } from '../../connect/connect.ts'
import { usageError } from '../../errors.ts'
import type { ListFormat } from '../../import/list-format.ts'
import type { ImportSettings } from '../../import/prepare.ts'
import { parseDay } from '../../import/text/dates.ts'
import { parsePeriod, type Period } from '../../import/validity.ts'
import { listOption } from '../options.ts'

/** What an import says of every row that does not say it itself. */
export interface SettingOptions extends ConnectionOptions {
  readonly category?: Category
  readonly validFor?: string
  readonly validUntil?: string
  readonly onlyCurrent?: boolean
  readonly authority?: string
  readonly grade?: AlertDraft['grade']
  readonly tlp?: AlertDraft['handling']['tlp']
  readonly onwardUse?: AlertDraft['handling']['onwardUse']
  readonly purposes?: AlertDraft['purposes']
  readonly cautions?: AlertDraft['cautions']
  readonly grounds?: AlertDraft['grounds']['codes']
  readonly legalBasis?: string
  readonly decisionReference?: string
  readonly statement?: string
  readonly mode?: AlertDraft['mode']
}

export const settingOptions: readonly Option[] = [
  new Option('--category <category>', 'category of every alert, in place of what the list says').choices(
    categories,
  ),
  new Option(
    '--valid-for <period>',
    'how long the alerts stand: P12M, P90D (default: what the category allows, a year at most)',
  ),
  new Option('--valid-until <day>', 'day on which they end, YYYY-MM-DD'),
  new Option('--only-current', 'refuse rows whose list says that their period has ended'),
  new Option('--authority <name>', 'authority behind the alerts (default: yours)'),
  new Option('--grade <grade>', 'source A, B, C, X and information 1 to 4: B2').argParser(parseGrade),
  new Option('--tlp <colour>', 'Traffic Light Protocol 2.0').choices(
    AlertDraft.properties.handling.properties.tlp.enum,
  ),
  new Option('--onward-use <use>', 'what recipients may do with it').choices(
    AlertDraft.properties.handling.properties.onwardUse.enum,
  ),
  listOption('--purposes <list>', 'purposes for which the alerts count, with commas between them', purposes),
  listOption('--cautions <list>', 'cautions for the officer, with commas between them', cautions),
  new Option('--grounds <list>', 'coded grounds, LIST/CODE with commas between them').argParser(parseGrounds),
  new Option('--legal-basis <text>', 'legal basis of the alerts'),
  new Option('--decision-reference <text>', 'decision behind them, where the rows name none'),
  new Option('--statement <text>', 'why the alerts are adequate, relevant and important enough'),
  new Option('--mode <mode>', 'exercise: a drill that nobody acts upon').choices(modes),
]

/** The settings of the format, with the options in their place. */
export function settingsOf(
  { defaults }: ListFormat,
  options: SettingOptions,
  now: Date,
  authority: string | undefined,
): ImportSettings {
  const { category, grounds, legalBasis, decisionReference, onlyCurrent = false } = options
  const end = endOf(options)
  return {
    draft: defined({
      category: defaults.category,
      authority: options.authority ?? authority,
      statement: options.statement ?? defaults.statement,
      grade: options.grade ?? defaults.grade,
      handling: {
        tlp: options.tlp ?? defaults.handling.tlp,
        onwardUse: options.onwardUse ?? defaults.handling.onwardUse,
      },
      purposes: options.purposes ?? defaults.purposes,
      cautions: options.cautions,
      mode: options.mode,
    }),
    grounds: defined({
      codes: grounds ?? defaults.grounds.codes,
      legalBasis: legalBasis ?? defaults.grounds.legalBasis,
      decisionReference,
    }),
    ...(category === undefined ? {} : { category }),
    ...end,
    onlyCurrent,
    now,
  }
}

function endOf({ validFor, validUntil }: SettingOptions): { period?: Period; validUntil?: string } {
  if (validFor !== undefined && validUntil !== undefined) {
    throw usageError('Give either --valid-for or --valid-until.')
  }
  if (validFor !== undefined) return { period: parsePeriod(validFor) }
  if (validUntil === undefined) return {}
  const day = parseDay(validUntil)
  if (day?.length !== 10) throw usageError('--valid-until takes a day: YYYY-MM-DD.')
  return { validUntil: `${day}T00:00:00.000Z` }
}

function parseGrade(text: string): unknown {
  const [, source, information] = /^([ABCX])([1-4])$/.exec(text) ?? []
  if (source === undefined) throw new InvalidArgumentError('It takes A, B, C or X and 1 to 4: B2.')
  return { source, information: Number(information) }
}

function parseGrounds(text: string): unknown {
  return text.split(',').map((ground) => {
    const [list = '', code = ''] = ground.trim().split('/')
    const known = codeListNames.find((name) => name === list)
    if (known === undefined) throw new InvalidArgumentError(`Lists are ${codeListNames.join(', ')}.`)
    if (titleOfCode(known, code) === undefined)
      throw new InvalidArgumentError(`${known} has no code ${code}.`)
    return { list, code }
  })
}

function defined(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}
