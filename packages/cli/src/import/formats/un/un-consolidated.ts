import type { BirthDate, Identity, IdentityDocument, Name, Place } from '@crosswatch/protocol'
import { childrenOf, readElements, textOf, type XmlElement } from '../../files/read-xml.ts'
import { type ListFormat, listingPurposes, type ReadRow } from '../../list-format.ts'
import { clean, distinct, present } from '../../text/clean.ts'
import type { FindCountry } from '../../text/countries.ts'
import { birthYears, parseDay } from '../../text/dates.ts'
import { scriptOf } from '../../text/scripts.ts'
import { limitIdentity } from '../limit-identity.ts'
import { readAlias, readListedName } from './aliases.ts'

/**
 * The consolidated list of the United Nations Security Council, as XML (`consolidated.xsd`): individuals and entities, one
 * after the other, each with its reference number.
 *
 *   <INDIVIDUAL>
 *     <DATAID>1</DATAID><FIRST_NAME>EXAMPLE</FIRST_NAME><SECOND_NAME>PERSON</SECOND_NAME>
 *     <UN_LIST_TYPE>DRC</UN_LIST_TYPE><REFERENCE_NUMBER>CDi.999</REFERENCE_NUMBER><LISTED_ON>2031-12-31</LISTED_ON>
 *     <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>...</ALIAS_NAME></INDIVIDUAL_ALIAS>
 *     <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><YEAR>1971</YEAR></INDIVIDUAL_DATE_OF_BIRTH>
 *     ...
 */
export const unConsolidated: ListFormat = {
  name: 'un',
  title: 'United Nations Security Council consolidated list, XML',
  fileNames: ['consolidated.xml', 'un-consolidated.xml'],
  defaults: {
    source: 'un-consolidated',
    category: 'inquiry-check',
    statement:
      'Listed by the United Nations Security Council; an encounter calls for an interview and a report.',
    grade: { source: 'A', information: 1 },
    handling: { tlp: 'CLEAR', onwardUse: 'law-enforcement' },
    purposes: listingPurposes,
    grounds: {
      codes: [{ list: 'recruitment-offences', code: 'sanctions-listing' }],
      legalBasis: 'Charter of the United Nations, article 41; consolidated list of the Security Council',
    },
  },
  async *read(file, { findCountry, onRead }) {
    let row = 0
    for await (const element of readElements(file.text(onRead), elementNames)) {
      yield readEntry(element, ++row, findCountry)
    }
  },
}

const elementNames = new Set(['INDIVIDUAL', 'ENTITY'])

function readEntry(entry: XmlElement, row: number, findCountry: FindCountry): ReadRow {
  const number = textOf(entry, 'REFERENCE_NUMBER')
  const ref = textOf(entry, 'DATAID')
  const label = ['FIRST_NAME', 'SECOND_NAME', 'THIRD_NAME', 'FOURTH_NAME']
    .flatMap((part) => textOf(entry, part) ?? [])
    .join(' ')
  if (ref === undefined || number === undefined || label === '') {
    return { kind: 'refused', row, reasons: ['number, reference or name is missing'] }
  }
  const { identity, leftOut } = limitIdentity(identityOf(entry, label, findCountry))
  const listedOn = textOf(entry, 'LISTED_ON')
  return {
    kind: 'row',
    row,
    ref,
    label,
    leftOut,
    content: {
      identity,
      grounds: {
        decisionReference: [number, textOf(entry, 'UN_LIST_TYPE'), listedOn && `listed ${listedOn}`]
          .filter((part) => part !== undefined)
          .join(', '),
      },
    },
  }
}

function identityOf(entry: XmlElement, label: string, findCountry: FindCountry): Identity {
  const kind = entry.name
  const original = textOf(entry, 'NAME_ORIGINAL_SCRIPT')
  const countries = (elements: readonly XmlElement[]) =>
    elements.flatMap(({ text }) => findCountry(text) ?? [])
  return present({
    subject: kind === 'INDIVIDUAL' ? ('person' as const) : ('organisation' as const),
    names: distinct(
      [
        ...(kind === 'ENTITY' ? readListedName(label) : [{ full: label, kind: 'primary' as const }]),
        ...(original === undefined ? [] : readAlias(original, 'alias')),
        ...childrenOf(entry, `${kind}_ALIAS`).flatMap(aliasesOf),
      ],
      ({ full }) => full.toLowerCase(),
    ).map((name): Name => present({ ...name, script: scriptOf(name.full) })),
    birthDates: [
      ...childrenOf(entry, 'INDIVIDUAL_DATE_OF_BIRTH').flatMap(birthDatesOf),
      ...childrenOf(entry, 'INDIVIDUAL_ALIAS').flatMap(aliasBirthDate),
    ],
    sex: sexOf(textOf(entry, 'GENDER')),
    nationalities: countries(
      childrenOf(entry, 'NATIONALITY').flatMap((element) => childrenOf(element, 'VALUE')),
    ),
    places: [
      ...childrenOf(entry, 'INDIVIDUAL_PLACE_OF_BIRTH'),
      ...childrenOf(entry, `${kind}_ADDRESS`),
    ].flatMap((element) => placeOf(element, findCountry)),
    documents: childrenOf(entry, 'INDIVIDUAL_DOCUMENT').flatMap((element) =>
      documentOf(element, findCountry),
    ),
  })
}

/** `Good` and `a.k.a.` are aliases, `Low` weak ones; `f.k.a.`, or a note that says so, a name of before. */
function aliasesOf(alias: XmlElement): Name[] {
  const text = textOf(alias, 'ALIAS_NAME')
  if (text === undefined) return []
  const quality = textOf(alias, 'QUALITY')?.toLowerCase()
  const former = quality === 'f.k.a.' || /^(?:formerly|previously)/i.test(textOf(alias, 'NOTE') ?? '')
  return readAlias(text, former ? 'former' : quality === 'low' ? 'weak-alias' : 'alias')
}

function birthDatesOf(element: XmlElement): BirthDate[] {
  const [type, date, year] = ['TYPE_OF_DATE', 'DATE', 'YEAR'].map((name) => textOf(element, name))
  if (type === 'BETWEEN') {
    return birthYears(Number(textOf(element, 'FROM_YEAR')), Number(textOf(element, 'TO_YEAR')))
  }
  const day = parseDay(date ?? year ?? '')
  if (day === undefined) return []
  const approximate = type === 'APPROXIMATELY' || /^approx/i.test(textOf(element, 'NOTE') ?? '')
  return [approximate ? { date: day, approximate: true } : { date: day }]
}

/** A date of birth that the person uses together with an alias. */
function aliasBirthDate(alias: XmlElement): BirthDate[] {
  const day = parseDay(textOf(alias, 'DATE_OF_BIRTH') ?? '')
  return day === undefined ? [] : [{ date: day }]
}

function sexOf(written: string | undefined): Identity['sex'] {
  const sex = written?.toLowerCase()
  return sex === 'female' || sex === 'male' ? sex : undefined
}

function placeOf(element: XmlElement, findCountry: FindCountry): Place[] {
  const country = findCountry(textOf(element, 'COUNTRY'))
  const locality = [textOf(element, 'CITY'), textOf(element, 'STATE_PROVINCE')]
    .filter((part) => part !== undefined)
    .join(', ')
  if (country === undefined && locality === '') return []
  return [present({ country, locality: locality === '' ? undefined : locality })]
}

const longestNumber = 60

function documentOf(element: XmlElement, findCountry: FindCountry): IdentityDocument[] {
  const number = withoutLabel(textOf(element, 'NUMBER'))
  if (number === undefined || !/\d/.test(number) || number.length > longestNumber) return []
  const type = `${textOf(element, 'TYPE_OF_DOCUMENT') ?? ''} ${textOf(element, 'TYPE_OF_DOCUMENT2') ?? ''}`
  const country =
    findCountry(textOf(element, 'ISSUING_COUNTRY')) ?? findCountry(textOf(element, 'COUNTRY_OF_ISSUE'))
  return [present({ kind: kindOf(type), number, country })]
}

/** Some numbers bring their label and a remark: `Diplomatic Passport: A123`, `A123 (Expired 25 Jan. 2016)`, `A123, South Sudan`. */
function withoutLabel(written: string | undefined): string | undefined {
  return clean(
    written
      ?.replace(/^.*(?:\b(?:no|number|passport)\b[.:]*|N°|\)(?= \p{L})) */iu, '')
      .replace(/(?<=\d\S*)(?: \(|, \p{Lu}\p{Ll}).*$/u, ''),
  )
}

function kindOf(type: string): IdentityDocument['kind'] {
  if (/pass?e?port|pasaporte/i.test(type)) return 'passport'
  return /identi/i.test(type) ? 'identity-card' : 'other'
}
