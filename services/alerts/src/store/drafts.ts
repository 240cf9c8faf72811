import { insertRows, type Executor } from '@crosswatch/database'
import { eq } from 'drizzle-orm'
import { draft } from './schema.ts'

export type NewDraftRow = typeof draft.$inferInsert

/** Writes drafts: new ones, or in place of what waited for the same alert. */
export async function putDrafts(tx: Executor, rows: readonly NewDraftRow[]): Promise<void> {
  await insertRows(
    tx,
    draft,
    rows.map((row) => ({
      submitter: null,
      returned: null,
      returnedKey: null,
      import: null,
      contentKey: null,
      ...row,
    })),
    { replaceOn: ['alert'] },
  )
}

export async function updateDraft(tx: Executor, alert: string, set: Partial<NewDraftRow>): Promise<void> {
  await tx.update(draft).set(set).where(eq(draft.alert, alert))
}
