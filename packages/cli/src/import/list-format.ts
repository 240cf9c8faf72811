import type { AlertDraft, Grounds } from '@crosswatch/protocol'
import type { ListFile } from './files/open-list.ts'
import type { FindCountry } from './text/countries.ts'

/**
 * What a row of a list says of an alert, as fields of an `AlertDraft`. The rest comes from the settings of the import;
 * whether it all fits together is checked then.
 */
export type RowContent = Readonly<Record<string, unknown>> & {
  readonly grounds?: Readonly<Record<string, unknown>>
}

/** A row that may become an alert. */
export interface ListRow {
  readonly kind: 'row'
  /** Where it stands in the file, from 1. */
  readonly row: number
  /** What the list itself calls it, the same every time. */
  readonly ref: string
  /** The subject's name, for a report that asks for names. */
  readonly label?: string
  readonly content: RowContent
  /** The day on which its measure ended, `YYYY-MM-DD`, where the list says so. */
  readonly ended?: string
  /** What the row also says and an alert does not take, as codes: `country-unknown`. Never values. */
  readonly leftOut: readonly string[]
}

/** A row that becomes no alert, and why. Reasons name places and rules, never values. */
export interface RefusedRow {
  readonly kind: 'refused'
  readonly row: number
  readonly ref?: string
  readonly label?: string
  readonly reasons: readonly string[]
}

export type ReadRow = ListRow | RefusedRow

/** The settings that a format brings with it; options of the command take their place. */
export type FormatDefaults = Pick<AlertDraft, 'grade' | 'handling' | 'purposes'> & {
  /** How the node calls the list. */
  readonly source?: string
  readonly category?: AlertDraft['category']
  readonly statement?: string
  readonly grounds: Partial<Grounds>
}

export interface ReadOptions {
  readonly findCountry: FindCountry
  /** Told how many bytes of the list's main file have been read. */
  readonly onRead: (bytes: number) => void
}

/** A kind of list, and how its rows are read. */
export interface ListFormat {
  readonly name: string
  readonly title: string
  /** What the file is called where a folder is given. */
  readonly fileNames: readonly string[]
  readonly defaults: FormatDefaults
  read(file: ListFile, options: ReadOptions): AsyncIterable<ReadRow>
}

/** Purposes for which a listing by another authority is of use. */
export const listingPurposes: AlertDraft['purposes'] = [
  'border-check',
  'pre-departure-screening',
  'labour-inspection',
  'criminal-investigation',
  'licensing-check',
  'job-offer-check',
]
