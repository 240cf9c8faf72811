import { createMatchIndex } from '../index/match-index.ts'
import { hitThreshold, isHit } from '../score/thresholds.ts'
import type { MatchIndex } from '../types.ts'
import { measureCrossScript } from './cross-script.ts'
import { measurePairs } from './pairs.ts'
import { createReliability, type Reliability } from './reliability.ts'
import { identityOf, queryOf, type Row } from './rows.ts'

export type Rows = Iterable<Row> | AsyncIterable<Row>

/** Rows of the files that SOURCES.md describes, by column name; each is optional. */
export interface MatchingRows {
  /** id, full_name, first_name, last_name, gender, date_of_birth, nationality */
  readonly persons?: Rows
  /** kind, name, dob, truth_id */
  readonly queries?: Rows
  /** as `persons`: people who are not on the list */
  readonly negatives?: Rows
  /** schema, name1, name2, is_match */
  readonly pairs?: Rows
  /** dataid, kind, latin_name, original_script */
  readonly crossScript?: Rows
}

export interface RecallFigures {
  readonly mean: number
  readonly byKind: Readonly<Record<string, number>>
}

/** Figures of the rows that were given. Rates are from 0 to 1. */
export interface MatchingFigures {
  readonly recallAt5?: { readonly nameOnly: RecallFigures; readonly withBirthDate: RecallFigures }
  /** With birth date: the share of queries that hit whom they mean, and of negatives that hit anybody. */
  readonly operating?: {
    readonly threshold: number
    readonly found?: number
    readonly falsePositiveRate?: number
  }
  readonly pairs?: {
    readonly f1: number
    readonly precision: number
    readonly recall: number
    readonly threshold: number
  }
  readonly crossScript?: { readonly recallAt5: number }
  /** Of the queries and negatives together, with birth date and without; only when asked for. */
  readonly reliability?: { readonly nameOnly: Reliability; readonly withBirthDate: Reliability }
}

export interface EvaluateOptions {
  readonly reliability?: boolean
}

/** Measures the matcher on rows in the format of the shared sets. Reads no file: the caller hands the rows in. */
export async function evaluateMatching(
  rows: MatchingRows,
  options: EvaluateOptions = {},
): Promise<MatchingFigures> {
  const { persons, queries, negatives, pairs, crossScript } = rows
  const figures: { -readonly [name in keyof MatchingFigures]: MatchingFigures[name] } = {}
  if (persons !== undefined) {
    const index = createMatchIndex()
    for await (const row of persons) index.upsert(row['id'] ?? '', identityOf(row))
    const reliability = { nameOnly: createReliability(), withBirthDate: createReliability() }
    if (queries !== undefined) {
      const { recallAt5, found } = await measureQueries(index, queries, reliability)
      figures.recallAt5 = recallAt5
      figures.operating = { threshold: hitThreshold, found }
    }
    if (negatives !== undefined) {
      const falsePositiveRate = await measureNegatives(index, negatives, reliability)
      figures.operating = { threshold: hitThreshold, ...figures.operating, falsePositiveRate }
    }
    if (options.reliability === true) {
      const { nameOnly, withBirthDate } = reliability
      figures.reliability = { nameOnly: nameOnly.figures(), withBirthDate: withBirthDate.figures() }
    }
  }
  if (pairs !== undefined) figures.pairs = await measurePairs(pairs)
  if (crossScript !== undefined) figures.crossScript = await measureCrossScript(crossScript)
  return figures
}

type Reliabilities = Readonly<Record<'nameOnly' | 'withBirthDate', ReturnType<typeof createReliability>>>

async function measureQueries(index: MatchIndex, queries: Rows, reliability: Reliabilities) {
  const nameOnly = createRecall()
  const withBirthDate = createRecall()
  let found = 0
  let asked = 0
  for await (const row of queries) {
    const kind = row['kind'] ?? 'all'
    const truth = row['truth_id']
    const plain = index.search(queryOf(row, false), { limit: 5 })
    nameOnly.add(
      kind,
      plain.some(({ key }) => key === truth),
    )
    const dated = index.search(queryOf(row, true), { limit: 5 })
    const match = dated.find(({ key }) => key === truth)
    withBirthDate.add(kind, match !== undefined)
    asked++
    if (match !== undefined && isHit(match)) found++
    reliability.nameOnly.add(plain, truth)
    reliability.withBirthDate.add(dated, truth)
  }
  const recallAt5 = { nameOnly: nameOnly.figures(), withBirthDate: withBirthDate.figures() }
  return { recallAt5, found: rate(found, asked) }
}

async function measureNegatives(
  index: MatchIndex,
  negatives: Rows,
  reliability: Reliabilities,
): Promise<number> {
  let wrong = 0
  let asked = 0
  for await (const row of negatives) {
    asked++
    const dated = index.search(queryOf(row, true), { limit: 5 })
    if (dated.some(isHit)) wrong++
    reliability.withBirthDate.add(dated, undefined)
    reliability.nameOnly.add(index.search(queryOf(row, false), { limit: 5 }), undefined)
  }
  return rate(wrong, asked)
}

function createRecall() {
  const kinds = new Map<string, { asked: number; found: number }>()
  return {
    add(kind: string, found: boolean) {
      const count = kinds.get(kind) ?? { asked: 0, found: 0 }
      count.asked++
      if (found) count.found++
      kinds.set(kind, count)
    },
    figures(): RecallFigures {
      const byKind: Record<string, number> = {}
      let sum = 0
      for (const [kind, { asked, found }] of kinds) {
        byKind[kind] = rate(found, asked)
        sum += found / asked
      }
      return { mean: kinds.size === 0 ? 0 : Math.round((sum / kinds.size) * 1e4) / 1e4, byKind }
    },
  }
}

function rate(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 1e4) / 1e4
}
