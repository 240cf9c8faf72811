import { evaluateMatching, type MatchingFigures } from '@crosswatch/matching'
import { rowsOf } from '../../packages/matching/test/support/shared-data.ts'

/** Figures of the matcher on the shared sets. */
export async function run(): Promise<MatchingFigures> {
  return evaluateMatching({
    persons: rowsOf('matching/persons-88000.csv.gz'),
    queries: rowsOf('matching/queries.csv'),
    negatives: rowsOf('matching/negatives.csv'),
    pairs: rowsOf('matching/name-pairs.csv'),
    crossScript: rowsOf('matching/cross-script.csv'),
  })
}

if (import.meta.main) console.log(JSON.stringify(await run(), undefined, 1))
