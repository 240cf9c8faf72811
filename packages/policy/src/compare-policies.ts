import type { PolicyComparison, PolicyOutcome } from '@crosswatch/protocol'
import type { Policies } from './policies.ts'
import { answeredThen, decideAgain, type RecordedDecision } from './recorded-decisions.ts'

/** Recorded decisions of one class (operation, roles, purpose, answer) that other policies would not make again. */
type DecisionChange = PolicyComparison['changes'][number]

/** Records named for each change, to look at. */
const examples = 20

/**
 * Which recorded decisions would come out differently under other policies: allowed instead of refused, refused instead of
 * allowed, or with other compartments. It reads classes only (operation, roles, authority, purpose, whether a reference was given), never
 * who or what it was about.
 */
export function comparePolicies(
  inForce: Pick<Policies, 'decideAccess'>,
  proposed: Pick<Policies, 'decideAccess'>,
  recorded: Iterable<RecordedDecision & { readonly id: string }>,
): { readonly considered: number; readonly changes: DecisionChange[] } {
  const classes = new Map<
    string,
    { first: RecordedDecision; answered: boolean; ids: string[]; count: number }
  >()
  let considered = 0
  for (const decision of recorded) {
    const then = answeredThen(decision)
    if (then === undefined) continue
    considered++
    const { operation, purpose, referenceGiven, authority, roles } = decision
    const key = [operation, purpose, then, referenceGiven, ...roles.toSorted(), authority].join(' ')
    const known = classes.get(key) ?? { first: decision, answered: then, ids: [], count: 0 }
    if (known.ids.length < examples) known.ids.push(decision.id)
    classes.set(key, { ...known, count: known.count + 1 })
  }
  const changes = [...classes.values()].flatMap(({ first, answered: then, ids, count }): DecisionChange[] => {
    const [before, after] = [decideAgain(inForce, first), decideAgain(proposed, first)]
    if (before === undefined || after === undefined || isSame(then, before, after)) return []
    const { operation, roles, purpose } = first
    const asked = { operation, roles: [...roles], ...(purpose !== undefined && { purpose }) }
    return [{ ...asked, recorded: then, before, after, count, records: ids }]
  })
  return { considered, changes: merged(changes) }
}

/** What differs in nothing but the authority or the reference is told once. */
function merged(changes: readonly DecisionChange[]): DecisionChange[] {
  const alike = Map.groupBy(changes, ({ count: _count, records: _records, ...rest }) => JSON.stringify(rest))
  return [...alike.values()].flatMap(([first, ...more]) =>
    first === undefined
      ? []
      : [
          more.reduce(
            (sum, { count, records }) => ({
              ...sum,
              count: sum.count + count,
              records: [...sum.records, ...records].slice(0, examples),
            }),
            first,
          ),
        ],
  )
}

function isSame(then: boolean, before: PolicyOutcome, after: PolicyOutcome): boolean {
  if (then !== after.allowed) return false
  return !after.allowed || before.compartments.join() === after.compartments.join()
}
