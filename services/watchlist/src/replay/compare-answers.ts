import type { QueryAnswer, Replay } from '@crosswatch/protocol'
import type { FoundAlert } from '../list/watchlist.ts'
import type { LoggedClearing, RecordedQuery } from './recorded-query.ts'
import type { PastFindings } from './past-list.ts'

type Difference = Replay['differences'][number]

/** What decides how findings become an answer. */
export interface Judging {
  /** Whether this override or clearance could have cleared what was found. */
  readonly clears: (found: FoundAlert, by: LoggedClearing) => boolean
  readonly verdictOf: (found: readonly FoundAlert[]) => QueryAnswer['verdict']
  /** Records of screenings name no more alerts than this. */
  readonly screened: number
}

/** Holds the logged answer against what the list of that time gives. */
export function compareAnswers(
  logged: Pick<RecordedQuery, 'outcome' | 'alerts' | 'cleared'>,
  { found, erased }: PastFindings,
  { clears, verdictOf, screened }: Judging,
): Pick<Replay, 'verdict' | 'logged' | 'replayed' | 'differences' | 'erased'> {
  const clearingOf = (one: FoundAlert) =>
    logged.cleared.find((by) => by.alert === one.alert.id && clears(one, by))
  const cleared = found.flatMap((one) => clearingOf(one) ?? [])
  const uncleared = found.filter((one) => clearingOf(one) === undefined)
  // A record does not say whether it is of a screening; what it names beyond that number it would have named in any case.
  const shown = logged.alerts.length === screened ? uncleared.slice(0, screened) : uncleared

  const gone = new Set(erased)
  const inAnswer = [...logged.alerts, ...logged.cleared].map(({ alert }) => alert)
  const lost = [...new Set(inAnswer)].filter((alert) => gone.has(alert))
  const outcome = verdictOf(shown)
  const listed = new Map(shown.map(({ alert }) => [alert.id, alert]))
  const named = new Set(logged.alerts.map(({ alert }) => alert))
  const clearedNow = new Set(cleared.map(({ alert }) => alert))

  const differ = (kind: Difference['kind'], alert?: string): Difference[] => [
    { kind, ...(alert !== undefined && { alert }) },
  ]
  const differences = [
    // Whatever was erased may have made it what it was.
    ...(outcome === logged.outcome || lost.length > 0 ? [] : differ('outcome')),
    ...logged.alerts.flatMap(({ alert, version }) => {
      if (gone.has(alert)) return []
      const now = listed.get(alert)
      if (now === undefined) return differ('not-found', alert)
      return now.version === version ? [] : differ('other-version', alert)
    }),
    ...shown.flatMap(({ alert: { id: alert } }) => (named.has(alert) ? [] : differ('not-logged', alert))),
    ...logged.cleared.flatMap(({ alert }) =>
      clearedNow.has(alert) || gone.has(alert) ? [] : differ('not-cleared', alert),
    ),
  ]
  return {
    verdict: differences.length > 0 ? 'differs' : lost.length > 0 ? 'incomplete' : 'same',
    logged: {
      outcome: logged.outcome,
      alerts: logged.alerts.map(({ alert, version }) => ({ alert, version })),
      cleared: [...logged.cleared],
    },
    replayed: {
      outcome,
      alerts: shown.map(({ alert: { id, version } }) => ({ alert: id, version })),
      cleared,
    },
    differences,
    erased: { answer: lost, listed: gone.size },
  }
}
