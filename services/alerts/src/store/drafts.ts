import type { Executor } from '@crosswatch/database'
import { eq, sql } from 'drizzle-orm'
import { draft } from './schema.ts'

export type NewDraftRow = typeof draft.$inferInsert

/** Writes drafts: new ones, or in place of what waited for the same alert. */
export async function putDrafts(tx: Executor, rows: readonly NewDraftRow[]): Promise<void> {
  if (rows.length === 0) return
  const excluded = (name: string) => sql.raw(`excluded.${name}`)
  await tx
    .insert(draft)
    .values([...rows])
    .onConflictDoUpdate({
      target: draft.alert,
      set: {
        state: excluded('state'),
        category: excluded('category'),
        content: excluded('content'),
        contentBoxKey: excluded('content_box_key'),
        contentKey: excluded('content_key'),
        drafter: excluded('drafter'),
        submitter: excluded('submitter'),
        returned: excluded('returned'),
        returnedKey: excluded('returned_key'),
        import: excluded('import'),
      },
    })
}

export async function updateDraft(tx: Executor, alert: string, set: Partial<NewDraftRow>): Promise<void> {
  await tx.update(draft).set(set).where(eq(draft.alert, alert))
}
