import { createMatchIndex } from '../index/match-index.ts'
import type { MatchingFigures, Rows } from './evaluate.ts'
import type { Row } from './rows.ts'

/** Lists the Latin names, without aliases, and asks for them in the original script. */
export async function measureCrossScript(rows: Rows): Promise<NonNullable<MatchingFigures['crossScript']>> {
  const index = createMatchIndex()
  const asked: Row[] = []
  for await (const row of rows) {
    const names = [{ full: row['latin_name'] ?? '', kind: 'primary' as const }]
    index.upsert(String(asked.length), { subject: subjectOf(row), names })
    asked.push(row)
  }
  let found = 0
  asked.forEach((row, number) => {
    const query = { subject: subjectOf(row), name: row['original_script'] ?? '' }
    if (index.search(query, { limit: 5 }).some(({ key }) => key === String(number))) found++
  })
  return { recallAt5: asked.length === 0 ? 0 : Math.round((found / asked.length) * 1e4) / 1e4 }
}

function subjectOf(row: Row): 'person' | 'organisation' {
  return (row['kind'] ?? 'person').toLowerCase() === 'person' ? 'person' : 'organisation'
}
