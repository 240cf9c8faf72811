import { poissonAtMost } from './chance.ts'
import { type Anomaly, type PurposeLooks, watchedDays } from './rules.ts'

/** That an officer looked for somebody with an account at the same authority, or for themselves, in the days that are watched. */
export interface OfficerNameLooks {
  readonly officer: string
  /** Whose account it is. */
  readonly subject: string
  /** Days with such a look. */
  readonly days: number
  /** Days on which a birth date or a document agreed as well. */
  readonly certain: number
  /** Days on which a look for a purpose that has cases named none. */
  readonly uncased: number
  /** The last such look. */
  readonly record: string
}

/**
 * How unlikely it must be that so many looks for a name alone are for others who are called the same. Who looks for their own name has
 * one such name, and a score of colleagues; calibrated on simulated officers (`npm run bench -- anomalies`).
 */
const chance = { own: 1e-3, colleague: 1e-5 }

/**
 * Looks for the officer's own name, and for that of a colleague of the same authority. If a birth date or a document agrees, one is
 * enough. A name alone is that of travellers as well: how often colleagues meet it says how often. A day without a case counts twice.
 */
export function findOfficerNames(
  looks: readonly OfficerNameLooks[],
  activity: readonly PurposeLooks[],
): Anomaly[] {
  const bySubject = Map.groupBy(looks, ({ subject }) => subject)
  const authorities = new Map(activity.map(({ officer, authority }) => [officer, authority]))
  const byAuthority = Map.groupBy(activity, ({ authority }) => authority)
  return looks.flatMap((look) => {
    const { officer, subject, days, certain, uncased, record } = look
    const own = officer === subject
    if (certain === 0) {
      const all = byAuthority.get(authorities.get(officer) ?? '') ?? []
      const mine = looksOf(all.filter((row) => row.officer === officer))
      const met = (bySubject.get(subject) ?? []).filter((row) => row.officer !== officer)
      // As if the name had been met once more: that nobody met it yet does not say that nobody will.
      const expected = (mine * (1 + met.reduce((sum, row) => sum + row.days, 0))) / Math.max(looksOf(all), 1)
      if (1 - poissonAtMost(days + uncased - 1, expected) > (own ? chance.own : chance.colleague)) return []
    }
    const whom = own ? 'their own name' : `the name of a colleague of the same authority (account ${subject})`
    const details = [
      ...(certain > 0 ? [`a birth date or document agreed on ${certain}`] : []),
      ...(uncased > 0 ? [`no case was named on ${uncased}`] : []),
    ]
    return [
      {
        rule: own ? ('own-name' as const) : ('colleague-name' as const),
        officer,
        subject,
        record,
        reason: `Looked for ${whom} on ${days} ${days === 1 ? 'day' : 'days'} within ${watchedDays} days${details.map((one) => `; ${one}`).join('')}.`,
      },
    ]
  })
}

function looksOf(rows: readonly PurposeLooks[]): number {
  return rows.reduce((sum, row) => sum + row.looks, 0)
}
