import type { Identity, IdentityDocument, Registration } from '@crosswatch/protocol'
import { present } from '../../text/clean.ts'
import type { FindCountry } from '../../text/countries.ts'

/** A number of the remarks by which a subject can be recognised. */
export type RemarkNumber =
  | { readonly is: 'document'; readonly document: IdentityDocument }
  | { readonly is: 'registration'; readonly registration: Registration }
  | { readonly is: 'unreadable' }

type Meaning =
  | { readonly document: IdentityDocument['kind'] }
  | { readonly registration: Registration['kind'] }
  /** A person's identity card, an organisation's registration. */
  | 'by-subject'

/** How OFAC calls numbers, and what they are here. The first that fits counts. */
const labels: readonly (readonly [RegExp, Meaning])[] = [
  [
    /^(?:Diplomatic |Stateless Person |Official )?Passport (?:Booklet:? |No\.:? )?(?:Laissez-Passer )?/i,
    { document: 'passport' },
  ],
  [/^VisaNumberID /i, { document: 'visa' }],
  [/^Residency Number /i, { document: 'residence-permit' }],
  [
    /^(?:Travel Document Number|Refugee ID Card|Stateless Person ID Card|Seafarer's Identification Document|Driver's License No\.|Pilot License Number|Credencial electoral|I\.F\.E\.|Cartilla de Servicio Militar Nacional|Electoral Registry No\.|British National Overseas Passport) /i,
    { document: 'other' },
  ],
  [
    /^(?:\w+ )?(?:National ID(?: No\.:?| Card)?|National Foreign ID Number|Personal ID(?: Card| No\.)|Identity Card(?: Number| No\.)?) /i,
    { document: 'identity-card' },
  ],
  [
    /^(?:Cedula No\.|Cedula de Residencia|C\.U\.R\.P\.|C\.U\.I\.P?\.?|D\.N\.I\.|SSN|CNP \(Personal Numerical Code\)|Numero de Identidad|LE Number|N\.I\.E\.|UAE Identification|Kenyan ID No\.|Citizen's Card Number) /i,
    { document: 'identity-card' },
  ],
  [/^(?:Trade License No\.|License) /i, { registration: 'licence' }],
  [
    /^(?:Tax ID No\.|NIT #|R\.?F\.?C\.?|C\.I\.F\.|US FEIN|RUC #|RIF #|RTN|V\.A\.T\. Number|C\.U\.I\.T\.|Italian Fiscal Code:?|Fiscal Code:?|Numero Unico de Identificacao Tributaria \(NUIT\)|Stateless Tax ID) /i,
    { registration: 'tax' },
  ],
  [
    /^(?:Registration (?:Number|ID)|Registered Charity No\.|Branch Unit Number|Public Registration Number|Business Registration (?:Number|Document #)|Business Number|Commercial Registry Number|(?:UK )?Company (?:Number|ID:?)|Government Gazette Number|Folio Mercantil No\.|Matricula Mercantil No\.?|C\.R\. No\.|Legal Entity Number|Enterprise Number|Economic Register Number \(CBLS\)|Unified Social Credit Code \(USCC\)|United Social Credit Code Certificate \(USCCC\)|Chamber of Commerce Number|Certificate of Incorporation Number|D-U-N-S Number|File Number|Central Registration (?:No\.|Number)|Dubai Chamber of Commerce Membership No\.) /i,
    { registration: 'registration' },
  ],
  [/^(?:Turkish )?Identification Number /i, 'by-subject'],
]

const longestNumber = 60

/**
 * Reads a number with what stands behind it: `Passport A123 (Iran) issued 01 Jan 2020 expires 31 Dec 2029`. Numbers of ships
 * (IMO) and of birth certificates are not taken: the first are no one's, the second are as short as `365` and would hit
 * strangers.
 *
 * @returns undefined if the fact is no number at all
 */
export function parseNumber(
  fact: string,
  subject: Identity['subject'],
  findCountry: FindCountry,
): RemarkNumber | undefined {
  const [label, meaning] = labels.find(([pattern]) => pattern.test(fact)) ?? []
  if (label === undefined || meaning === undefined) return undefined
  const rest = fact.replace(label, '')
  if (rest.startsWith('IMO ')) return undefined
  const [, written = '', countryName] =
    /^(.+?)(?:,? Diplomatic)?(?: \(([^()]+)\))?(?:,? (?:issued|expires|issue date|expiry date)[ :].*)?$/i.exec(
      rest,
    ) ?? []
  const number = withoutPlace(written)
  if (
    !/\d/.test(number) ||
    number.length > longestNumber ||
    number.replaceAll(/[^\p{L}\d]/gu, '').length < 3
  ) {
    return { is: 'unreadable' }
  }
  const country = findCountry(countryName)
  const of = meaning === 'by-subject' ? bySubject(subject) : meaning
  return 'document' in of
    ? { is: 'document', document: present({ kind: of.document, number, country }) }
    : { is: 'registration', registration: present({ kind: of.registration, number, country }) }
}

/** `405885 Bogota`, `4123 (Jalisco)`, `0310857, Eritrea`: what stands behind the number is where it was given. */
function withoutPlace(written: string): string {
  return written
    .replace(/(?<=\d\S*)(?: \(\p{L}[\p{L} ]{3,}\)|, \p{Lu}\p{Ll}+| (?:and|\p{Lu}\p{Ll}{3,})\b.*)$/u, '')
    .trim()
}

function bySubject(subject: Identity['subject']): Exclude<Meaning, 'by-subject'> {
  return subject === 'person' ? { document: 'identity-card' } : { registration: 'registration' }
}
