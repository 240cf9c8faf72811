import type { ListFormat } from '../list-format.ts'
import { crosswatchCsv } from './crosswatch-csv/crosswatch-csv.ts'
import { ofac } from './ofac/ofac.ts'
import { oflcDebarments } from './oflc-debarments.ts'
import { unConsolidated } from './un/un-consolidated.ts'

/** Every kind of list that can be imported. A new one is one more line here. */
export const listFormats: readonly ListFormat[] = [oflcDebarments, ofac, unConsolidated, crosswatchCsv]
