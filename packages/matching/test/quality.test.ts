import { evaluateMatching } from '@crosswatch/matching'
import t from 'tap'
import { missingData, rowsOf } from './support/shared-data.ts'

/**
 * Floors below which the quality of the matcher must not fall, on a sample of the shared sets; `README.md` has the figures
 * of the whole sets. The floors are a little under those figures, since a sample is not the whole.
 */
async function* everyNth(rows: AsyncIterable<Record<string, string>>, step: number) {
  let at = 0
  for await (const row of rows) if (at++ % step === 0) yield row
}

const sets = ['persons-88000.csv.gz', 'queries.csv', 'negatives.csv'].map((name) => `matching/${name}`)

t.test(
  'damaged names are found among 88,000 persons',
  { skip: missingData(...sets), timeout: 300_000 },
  async (t) => {
    const figures = await evaluateMatching(
      {
        persons: rowsOf('matching/persons-88000.csv.gz'),
        queries: everyNth(rowsOf('matching/queries.csv'), 8),
        negatives: everyNth(rowsOf('matching/negatives.csv'), 16),
      },
      { reliability: true },
    )
    const { recallAt5, operating, reliability } = figures
    for (const [set, { calibrationError }] of Object.entries(reliability ?? {})) {
      t.ok(calibrationError <= 0.025, `scores are chances, ${set}: ${calibrationError}`)
    }
    t.ok((recallAt5?.nameOnly.mean ?? 0) >= 0.99, `by name: ${recallAt5?.nameOnly.mean}`)
    t.ok((recallAt5?.withBirthDate.mean ?? 0) >= 0.998, `with birth date: ${recallAt5?.withBirthDate.mean}`)
    for (const [kind, recall] of Object.entries(recallAt5?.nameOnly.byKind ?? {})) {
      t.ok(recall >= 0.95, `${kind}: ${recall}`)
    }
    t.ok((operating?.found ?? 0) >= 0.985, `found at the threshold: ${operating?.found}`)
    t.ok(
      (operating?.falsePositiveRate ?? 1) <= 0.005,
      `strangers taken for listed: ${operating?.falsePositiveRate}`,
    )
  },
)

t.test(
  'pairs of names are told apart as people do',
  { skip: missingData('matching/name-pairs.csv') },
  async (t) => {
    const { pairs } = await evaluateMatching({ pairs: rowsOf('matching/name-pairs.csv') })
    t.ok((pairs?.f1 ?? 0) >= 0.88, `F1 ${pairs?.f1}`)
  },
)

t.test('names are found in another script', { skip: missingData('matching/cross-script.csv') }, async (t) => {
  const { crossScript } = await evaluateMatching({ crossScript: rowsOf('matching/cross-script.csv') })
  t.ok((crossScript?.recallAt5 ?? 0) >= 0.985, `recall ${crossScript?.recallAt5}`)
})
