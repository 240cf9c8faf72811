import { addMonths } from '@crosswatch/protocol'
import type { AlertsContext } from '../context.ts'
import { removePastVersions } from '../store/past-versions.ts'

/** As long as accesses are on record: Regulation (EU) 2018/1862, article 12(4). Nothing older can be replayed. */
const keptMonths = 36
const batch = 1_000

/**
 * Deletes how alerts once stood, when no record of a query of that time is kept any more.
 *
 * @returns whether there may be more
 */
export async function forgetPastVersions({
  connection: { db },
  clock,
}: Pick<AlertsContext, 'clock'> & {
  readonly connection: Pick<AlertsContext['connection'], 'db'>
}): Promise<boolean> {
  return (await removePastVersions(db, addMonths(clock(), -keptMonths), batch)) === batch
}
