import type { Name, Place } from '@crosswatch/protocol'
import { type ListFile, openSibling } from '../../files/open-list.ts'
import { type CsvRecord, readCsv } from '../../files/read-csv.ts'
import { type ListFormat, listingPurposes, type ReadRow } from '../../list-format.ts'
import { clean, distinct, present } from '../../text/clean.ts'
import type { FindCountry } from '../../text/countries.ts'
import { scriptOf } from '../../text/scripts.ts'
import { limitIdentity } from '../limit-identity.ts'
import { readRemarks } from './remarks.ts'

/**
 * The Specially Designated Nationals list of the US Office of Foreign Assets Control, in its legacy CSV form: no header, `-0-`
 * for nothing, a Ctrl-Z at the end.
 *
 *   sdn.csv           number, name, type, programs, title, call sign, vessel..., flag, owner, remarks
 *   alt.csv           number, number of the name, aka | fka | nka, name, remarks
 *   add.csv           number, number of the address, street, city, country, remarks
 *   sdn_comments.csv  number, what did not fit into the remarks of sdn.csv, which end after 1,000 characters
 *
 * sdn.csv is named, or the folder that holds it; the others are found beside it.
 */
export const ofac: ListFormat = {
  name: 'ofac',
  title: 'OFAC Specially Designated Nationals, legacy CSV (sdn.csv, with alt.csv and add.csv beside it)',
  fileNames: ['sdn.csv'],
  defaults: {
    source: 'ofac-sdn',
    category: 'inquiry-check',
    statement:
      'Listed by the sanctions authority of another state; an encounter calls for an interview and a report.',
    grade: { source: 'A', information: 1 },
    handling: { tlp: 'CLEAR', onwardUse: 'law-enforcement' },
    purposes: listingPurposes,
    grounds: {
      codes: [{ list: 'recruitment-offences', code: 'sanctions-listing' }],
      legalBasis: '31 CFR chapter V, as published in the Specially Designated Nationals list of OFAC',
    },
  },
  async *read(file, { findCountry, onRead }) {
    const beside = await readBeside(file, findCountry)
    for await (const record of records(file.text(onRead))) {
      if (record.fields.length !== sdnColumns) {
        yield {
          kind: 'refused',
          row: record.row,
          reasons: ['the row does not have the twelve columns of sdn.csv'],
        }
      } else {
        yield readEntry(record, beside, findCountry)
      }
    }
  },
}

const sdnColumns = 12

/** What the other files say, by the number of the entry. */
interface Beside {
  readonly names: ReadonlyMap<string, readonly Name[]>
  readonly places: ReadonlyMap<string, readonly Place[]>
  readonly remarks: ReadonlyMap<string, string>
}

async function readBeside(file: ListFile, findCountry: FindCountry): Promise<Beside> {
  const names = new Map<string, Name[]>()
  for await (const { fields } of besideRecords(file, 'alt.csv')) {
    const [number = '', , kind, name] = fields.map(value)
    if (name !== undefined) push(names, number, nameOf(name, kind === 'fka' ? 'former' : 'alias'))
  }
  const places = new Map<string, Place[]>()
  for await (const { fields } of besideRecords(file, 'add.csv')) {
    const [number = '', , , locality, countryName] = fields.map(value)
    const country = findCountry(countryName)
    if (country !== undefined || locality !== undefined) push(places, number, present({ country, locality }))
  }
  const remarks = new Map<string, string>()
  for await (const { fields } of besideRecords(file, 'sdn_comments.csv')) {
    const [number = '', text] = fields
    // Not cleaned: the remarks break off in the middle of a word.
    if (text !== undefined) remarks.set(number, text)
  }
  return { names, places, remarks }
}

async function* besideRecords(file: ListFile, name: string): AsyncGenerator<CsvRecord> {
  const beside = await openSibling(file, name)
  if (beside !== undefined) yield* records(beside.text())
}

/** Records, without the Ctrl-Z at the end. */
async function* records(text: AsyncIterable<string>): AsyncGenerator<CsvRecord> {
  for await (const record of readCsv(text)) {
    if (record.fields.length > 1 || clean(record.fields[0]) !== undefined) yield record
  }
}

function readEntry({ row, fields }: CsvRecord, beside: Beside, findCountry: FindCountry): ReadRow {
  const [ref, name, type, programs] = fields.map(value)
  if (ref === undefined || name === undefined || programs === undefined) {
    return { kind: 'refused', row, reasons: ['number, name or programme is missing'] }
  }
  if (type === 'vessel' || type === 'aircraft') {
    return {
      kind: 'refused',
      row,
      ref,
      label: name,
      reasons: [`is ${type === 'vessel' ? 'a vessel' : 'an aircraft'}, neither a person nor an organisation`],
    }
  }
  const subject = type === 'individual' ? 'person' : 'organisation'
  const remarks = readRemarks(
    `${fields[sdnColumns - 1]}${beside.remarks.get(ref) ?? ''}`,
    subject,
    findCountry,
  )
  const { identity, leftOut } = limitIdentity({
    ...remarks.identity,
    subject,
    names: distinct(
      [nameOf(name, 'primary'), ...(beside.names.get(ref) ?? []), ...remarks.names],
      ({ full }) => full.toLowerCase(),
    ),
    places: [...(beside.places.get(ref) ?? []), ...remarks.places],
  })
  return {
    kind: 'row',
    row,
    ref,
    label: name,
    leftOut: [...remarks.leftOut, ...leftOut],
    content: { identity, grounds: { decisionReference: `OFAC SDN ${ref}: ${programsOf(programs)}` } },
  }
}

/** `SDGT] [IFSR` is two programmes. */
function programsOf(programs: string): string {
  return programs
    .split(/\]\s*\[/)
    .map((program) => program.replaceAll(/[[\]]/g, '').trim())
    .join(', ')
}

/** `-0-` means nothing. */
function value(field: string): string | undefined {
  const text = clean(field)
  return text === '-0-' ? undefined : text
}

/** `FAMILY, Given`, as the list writes persons. A comma in the name of a firm means something else and changes nothing. */
function nameOf(full: string, kind: Name['kind']): Name {
  return present({ full, kind, script: scriptOf(full) })
}

function push<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [item])
  else list.push(item)
}
