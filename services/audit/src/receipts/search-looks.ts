import type { Executor } from '@crosswatch/database'
import { type ForeignLook, ForeignLookList, type LookSearch, ServiceError, toHex } from '@crosswatch/protocol'
import { and, desc, eq, inArray, lt, type SQL } from 'drizzle-orm'
import { Compile } from 'typebox/compile'
import { foreignLook, foreignLookAlert } from '../store/receipt-schema.ts'

export type LookFilter = Pick<LookSearch, 'jurisdiction' | 'alert' | 'state' | 'after'>

/** Looks elsewhere that fit all of the filter, those that were told last first. */
export async function searchLooks(
  executor: Executor,
  filter: LookFilter,
  limit: number,
): Promise<ForeignLookList> {
  const rows = await executor
    .select()
    .from(foreignLook)
    .where(and(...conditionsOf(executor, filter)))
    .orderBy(desc(foreignLook.number))
    .limit(limit + 1)
  const page = rows.slice(0, limit)
  const seen = await alertsOf(executor, page)
  const list = {
    looks: page.map(({ number, commitment, at, purpose, askedAt: _asked, ...look }) => ({
      ...look,
      commitment: toHex(commitment),
      at: at.toISOString(),
      ...(purpose === null ? {} : { purpose }),
      alerts: seen.get(number) ?? [],
    })),
    next: rows.length > limit ? (page.at(-1)?.number ?? null) : null,
  }
  if (isList.Check(list)) return list
  throw new ServiceError('unexpected', { detail: 'a receipt in the database has another form' })
}

const isList = Compile(ForeignLookList)

function conditionsOf(executor: Executor, { jurisdiction, alert, state, after }: LookFilter): SQL[] {
  return [
    ...(jurisdiction === undefined ? [] : [eq(foreignLook.jurisdiction, jurisdiction)]),
    ...(state === undefined ? [] : [eq(foreignLook.state, state)]),
    ...(after === undefined ? [] : [lt(foreignLook.number, after)]),
    ...(alert === undefined
      ? []
      : [
          inArray(
            foreignLook.number,
            executor
              .select({ look: foreignLookAlert.look })
              .from(foreignLookAlert)
              .where(eq(foreignLookAlert.alert, alert)),
          ),
        ]),
  ]
}

async function alertsOf(executor: Executor, page: readonly { readonly number: number }[]) {
  const numbers = page.map(({ number }) => number)
  const rows =
    numbers.length === 0
      ? []
      : await executor.select().from(foreignLookAlert).where(inArray(foreignLookAlert.look, numbers))
  const found = new Map<number, ForeignLook['alerts']>()
  for (const { look, ...alert } of rows) found.set(look, [...(found.get(look) ?? []), alert])
  return found
}
