import { checkDigit } from './check-digit.ts'
import { fromArabicCodes, isArabicByCode } from './letters.ts'
import { layouts, type MrzFormat, type MrzLayout, type Span } from './layouts.ts'
import { asDigits, asLetters } from './repair.ts'

export interface MrzCheck {
  readonly field: 'documentNumber' | 'birthDate' | 'expiryDate' | 'personalNumber' | 'composite'
  readonly passed: boolean
}

export interface MrzFields {
  readonly documentCode: string
  /** ICAO three-letter code, fillers dropped. */
  readonly issuer: string
  /** Primary identifier (usually the family name), words separated by one space. */
  readonly primary: string
  readonly secondary: string
  /** True when the name fills its field, so that the last word of the secondary identifier may be cut off. */
  readonly nameTruncated: boolean
  readonly documentNumber: string
  readonly nationality: string
  /** YYMMDD; `<` stands for an unknown part. */
  readonly birthDate: string
  readonly sex: 'female' | 'male' | 'unspecified'
  readonly expiryDate: string
  readonly personalNumber?: string
}

export interface ParsedMrz {
  readonly format: MrzFormat
  readonly fields: MrzFields
  readonly checks: readonly MrzCheck[]
  /** True when every check digit agrees. */
  readonly valid: boolean
}

/**
 * Reads a machine-readable zone (ICAO Doc 9303). The text comes from a scanner or a keyboard: lines may be short,
 * spaced or in lower case, and letters stand where only digits can. A damaged zone is read too: `checks` tells which fields
 * still agree with their check digits. Undefined when the text is not a zone.
 */
export function parseMrz(text: string): ParsedMrz | undefined {
  const lines = text
    .toUpperCase()
    .replaceAll('«', '<<')
    .split(/[\r\n]+/)
    .map((line) => line.replace(/\s/g, ''))
    .filter((line) => line !== '')
  const format = formatOf(lines)
  if (format === undefined) return undefined
  const layout = layouts[format]
  const zone = lines.map((line) => line.slice(0, layout.width).padEnd(layout.width, '<'))
  if (zone.some((line) => /[^A-Z0-9<]/.test(line))) return undefined
  const read = (span: Span) => zone[span[0]]?.slice(span[1], span[2]) ?? ''
  const digits = (span: Span) => asDigits(read(span))
  const document = readDocumentNumber(layout, read, digits)
  const checks = checksOf(layout, read, digits, document)
  return {
    format,
    fields: fieldsOf(layout, read, digits, document.number),
    checks,
    valid: checks.every((c) => c.passed),
  }
}

function formatOf(lines: readonly string[]): MrzFormat | undefined {
  const width = Math.max(...lines.map((line) => line.length))
  if (lines.length === 3) return width >= 26 && width <= 32 ? 'TD1' : undefined
  if (lines.length !== 2) return undefined
  const visa = lines[0]?.startsWith('V') === true
  if (width >= 40 && width <= 46) return visa ? 'MRV-A' : 'TD3'
  if (width >= 32 && width < 40) return visa ? 'MRV-B' : 'TD2'
  return undefined
}

type Read = (span: Span) => string

/** A number of more than nine characters goes on in the optional data: `<` stands where its check digit would. */
function readDocumentNumber(layout: MrzLayout, read: Read, digits: Read) {
  const short = read(layout.documentNumber)
  const digit = digits(layout.checks.documentNumber)
  if (digit === '<' && layout.overflow !== undefined) {
    const rest = /^([A-Z0-9]+)([0-9])</.exec(read(layout.overflow))
    if (rest?.[1] !== undefined && rest[2] !== undefined) {
      return { number: short + rest[1], checked: short + rest[1], digit: rest[2] }
    }
  }
  return { number: short.replace(/<+$/, ''), checked: short, digit }
}

function checksOf(
  layout: MrzLayout,
  read: Read,
  digits: Read,
  document: { checked: string; digit: string },
): MrzCheck[] {
  const { checks, personalNumber } = layout
  const found: MrzCheck[] = [
    { field: 'documentNumber', passed: checkDigit(document.checked) === document.digit },
    { field: 'birthDate', passed: checkDigit(digits(layout.birthDate)) === digits(checks.birthDate) },
    { field: 'expiryDate', passed: checkDigit(digits(layout.expiryDate)) === digits(checks.expiryDate) },
  ]
  if (personalNumber !== undefined && checks.personalNumber !== undefined) {
    const number = read(personalNumber)
    const digit = digits(checks.personalNumber)
    const empty = /^<+$/.test(number) && digit === '<'
    found.push({ field: 'personalNumber', passed: empty || checkDigit(number) === digit })
  }
  if (checks.composite !== undefined) {
    const over = checks.composite.over.map(read).join('')
    found.push({ field: 'composite', passed: checkDigit(over) === digits(checks.composite.digit) })
  }
  return found
}

function fieldsOf(layout: MrzLayout, read: Read, digits: Read, documentNumber: string): MrzFields {
  const name = asLetters(read(layout.name))
  const issuer = plain(asLetters(read(layout.issuer)))
  const byCode = isArabicByCode(name, issuer)
  const [primary = '', secondary = ''] = name.replace(/<+$/, '').split('<<')
  const sex = read(layout.sex)
  const personal = layout.personalNumber === undefined ? '' : read(layout.personalNumber).replace(/<+$/, '')
  return {
    documentCode: plain(read(layout.documentCode)),
    issuer,
    primary: words(primary, byCode),
    secondary: words(secondary, byCode),
    nameTruncated: !name.endsWith('<'),
    documentNumber,
    nationality: plain(asLetters(read(layout.nationality))),
    birthDate: digits(layout.birthDate),
    sex: sex === 'F' ? 'female' : sex === 'M' ? 'male' : 'unspecified',
    expiryDate: digits(layout.expiryDate),
    ...(personal === '' ? {} : { personalNumber: personal }),
  }
}

function plain(field: string): string {
  return field.replaceAll('<', '')
}

function words(field: string, byCode: boolean): string {
  return field
    .split('<')
    .filter((word) => word !== '')
    .map((word) => (byCode ? fromArabicCodes(word) : word))
    .join(' ')
}
