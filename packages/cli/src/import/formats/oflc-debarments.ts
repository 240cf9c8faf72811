import { createHash } from 'node:crypto'
import type { Identity, Name } from '@crosswatch/protocol'
import { readCsv } from '../files/read-csv.ts'
import { type ListFormat, listingPurposes, type ReadRow } from '../list-format.ts'
import { clean, present } from '../text/clean.ts'
import type { FindCountry } from '../text/countries.ts'

/**
 * Firms and persons debarred from the H-2A and H-2B programmes by the Office of Foreign Labor Certification of the US
 * Department of Labor, as CSV:
 *
 *   Program,Entity Debarred,City,State,Start Date,End Date,Sources,Notes
 *   H-2A,Example Harvesting LLC DBA Example Farms,Springfield,TX,2031-03-05,2032-03-04,oflc-spreadsheet,
 */
export const oflcDebarments: ListFormat = {
  name: 'oflc-debarments',
  title: 'Debarments from the US H-2A and H-2B programmes (OFLC), CSV',
  fileNames: ['debarments.csv'],
  defaults: {
    source: 'oflc-debarments',
    category: 'licence-withdrawn',
    statement:
      'Debarred from a programme under which workers are recruited abroad; employs or recruits migrants.',
    grade: { source: 'A', information: 1 },
    handling: { tlp: 'CLEAR', onwardUse: 'law-enforcement' },
    purposes: listingPurposes,
    grounds: { codes: [{ list: 'recruitment-offences', code: 'debarment' }] },
  },
  async *read(file, { findCountry, onRead }) {
    let columns: readonly string[] | undefined
    for await (const { row, fields } of readCsv(file.text(onRead))) {
      if (columns === undefined) {
        columns = fields.map((field) => field.trim().toLowerCase())
        continue
      }
      if (fields.length === 1 && fields[0]?.trim() === '') continue
      if (fields.length !== columns.length)
        yield refused(row, 'the columns of the row are not those of the header')
      else
        yield readRow(
          row,
          new Map(columns.map((column, index) => [column, clean(fields[index])])),
          findCountry,
        )
    }
  },
}

/** Whose words the legal basis uses: 20 CFR 655.182 and 655.73 are the rules on debarment of the two programmes. */
const legalBases: Readonly<Record<string, string>> = {
  'H-2A': '20 CFR 655.182 (debarment, H-2A)',
  'H-2B': '20 CFR 655.73 (debarment, H-2B)',
}

function readRow(
  row: number,
  fields: ReadonlyMap<string, string | undefined>,
  findCountry: FindCountry,
): ReadRow {
  const [program, entity, city, state] = ['program', 'entity debarred', 'city', 'state'].map((column) =>
    fields.get(column),
  )
  const [start, end] = ['start date', 'end date'].map((column) => fields.get(column))
  if (program === undefined || entity === undefined || start === undefined) {
    return refused(row, 'program, entity or start date is missing')
  }
  const names = namesOf(entity)
  if (/\brescinded\b/i.test(fields.get('notes') ?? '')) {
    return refused(row, 'the notes say that the debarment was rescinded', {
      ref: refOf(program, entity, start),
      label: entity,
    })
  }
  const period = end === undefined ? `from ${start}, without end` : `${start} to ${end}`
  const programs = program.split('/')
  const identity: Identity = present({
    subject: subjectOf(entity),
    names,
    places: placesOf(city, state, findCountry),
  })
  return {
    kind: 'row',
    row,
    ref: refOf(program, entity, start),
    label: entity,
    ...(end !== undefined && /^\d{4}-\d\d-\d\d$/.test(end) ? { ended: end } : {}),
    leftOut: fields.get('notes') === undefined ? [] : ['notes'],
    content: {
      identity,
      grounds: {
        legalBasis: programs.map((name) => legalBases[name] ?? `20 CFR part 655 (${name})`).join('; '),
        decisionReference: `${program} debarment ${period}`,
      },
    },
  }
}

/** The list has no numbers of its own: programme, name and beginning tell its rows apart. */
function refOf(program: string, entity: string, start: string): string {
  const hash = createHash('sha256').update(`${program}\0${entity}\0${start}`).digest('hex').slice(0, 16)
  return `${start}-${hash}`
}

/** `A doing business as B`: A is the name, B a trade name. */
function namesOf(entity: string): Name[] {
  const parts = entity.split(/[\s,/]+(?:d\/b\/a|d\.b\.a\.?|dba)[\s,]+/i)
  return parts.map((full, index) => ({ full, kind: index === 0 ? 'primary' : 'trade' }))
}

/** Places are in the US, unless the state's column names a country: `Alberta, Canada`. */
function placesOf(
  city: string | undefined,
  state: string | undefined,
  findCountry: FindCountry,
): Identity['places'] {
  if (city === undefined && state === undefined) return undefined
  const [province, country] = state?.split(/, */) ?? []
  const locality = [city, province].filter((part) => part !== undefined).join(', ')
  return [present({ country: findCountry(country) ?? 'US', locality })]
}

/** The list does not say which of its rows are persons. Two to four words that are all names, and none of a business, are. */
function subjectOf(entity: string): Identity['subject'] {
  const words = entity.replace(/,? (?:jr|sr|ii|iii)\.?$/i, '').split(/[\s,]+/)
  const onlyNames =
    words.length >= 2 && words.length <= 4 && words.every((word) => /^\p{Lu}[\p{L}.'’-]*$/u.test(word))
  return onlyNames && !words.some((word) => businessWords.test(word)) ? 'person' : 'organisation'
}

const businessWords =
  /^(inc|llc|l\.l\.c|llp|lp|corp|corporation|co|company|companies|ltd|limited|group|services?|farms?|farming|ranch|ranches|dairy|nursery|nurseries|greenhouse|harvesting|landscap\w+|construction|plumbing|restaurant|hotel|club|plantation|orchards?|tobacco|products|produce|livestock|cattle|forestry|contracting|contractor|enterprises|international|industrial|manpower|labor|labour|management|apiaries|restaurants?|remodeling|outdoors|midways?|rides|stables?|reforestation|interiors|foods)\.?$/i

function refused(
  row: number,
  reason: string,
  known?: { readonly ref: string; readonly label: string },
): ReadRow {
  return { kind: 'refused', row, reasons: [reason], ...known }
}
