import { isHit } from '@crosswatch/matching'
import type { QueryAnswer, QueryResult } from '@crosswatch/protocol'

/** Why one node shows an alert for a query and the other does not, or shows it otherwise. */
export const legitimateReasons = {
  agreement: 'no agreement brings the alert, or its identity, to that node',
  override: 'two officers of that node cleared the document of the alert',
  clearance:
    'the issuer cleared the person of the alert, and the other node did not hear it yet or cannot tell who is asked about',
  rarity: 'a name by itself is a hit at one node and possible at the other, whose list makes it more common',
} as const
export const faultReasons = {
  'not-arrived': 'the alert was addressed to that node and is not there',
  'not-found': 'the alert is at that node, and the query does not find it',
  'other-verdict': 'both find the alert, and say other things of it',
} as const
export type Reason = keyof typeof legitimateReasons | keyof typeof faultReasons

export interface Difference {
  readonly alert: string
  /** The node that does not show it, or shows it as less. */
  readonly node: string
  readonly reason: Reason
}

/** What an alert is at a node, asked when a query does not show it there. */
export type Presence = 'searchable' | 'not-addressed' | 'missing'

export interface NodeAnswer {
  readonly node: string
  readonly answer: Pick<QueryAnswer, 'results' | 'cleared'>
  readonly presence: (result: QueryResult) => Promise<Presence>
}

/** Compares what two nodes say to the same query; alerts that both show alike are no difference. */
export async function compareAnswers(first: NodeAnswer, second: NodeAnswer): Promise<Difference[]> {
  const differences: Difference[] = []
  for (const [here, there] of [
    [first, second],
    [second, first],
  ] as const) {
    for (const result of here.answer.results) {
      if (find(there, result) !== undefined) continue
      differences.push({ alert: result.alert, node: there.node, reason: await whyAbsent(result, there) })
    }
  }
  for (const result of first.answer.results) {
    const other = find(second, result)
    const reason = other && whyOther(result, other)
    if (reason === undefined) continue
    const weaker = isHitOf(result) ? second : first
    differences.push({ alert: result.alert, node: weaker.node, reason })
  }
  return differences
}

function find({ answer }: NodeAnswer, { alert }: QueryResult): QueryResult | undefined {
  return answer.results.find((one) => one.alert === alert)
}

async function whyAbsent(result: QueryResult, { answer, presence }: NodeAnswer): Promise<Reason> {
  const cleared = answer.cleared?.find(({ alert }) => alert === result.alert)
  if (cleared !== undefined) return 'override' in cleared ? 'override' : 'clearance'
  const there = await presence(result)
  if (there === 'not-addressed') return 'agreement'
  if (there === 'missing') return 'not-arrived'
  // The faintest are possible at one node and nothing at the other.
  return isHitOf(result) ? 'not-found' : 'rarity'
}

function whyOther(result: QueryResult, other: QueryResult): Reason | undefined {
  if (result.verdict !== other.verdict) return 'other-verdict'
  return isHitOf(result) === isHitOf(other) ? undefined : 'rarity'
}

/** Whoever manages alerts is told the score. */
function isHitOf({ verdict, score = 0 }: QueryResult): boolean {
  return isHit({ verdict, score })
}
