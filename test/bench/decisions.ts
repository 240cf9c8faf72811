import { fileURLToPath } from 'node:url'
import { loadKeyFile, storageKeyFrom } from '@crosswatch/crypto'
import { startFederation } from '@crosswatch/infra'
import { loadPolicies, type Policies } from '@crosswatch/policy'
import { readPolicyFolder } from '@crosswatch/service-kit'
import { until } from '../support/sharing.ts'
import { fillAlerts } from './query/fill-alerts.ts'
import { load, type Look } from './query/load.ts'
import { peopleFor } from './query/people.ts'
import { isComplete, signIn, startReduced } from './query/reduced.ts'

/** What `npm run bench -- decisions` measures: the policies alone, and what they add to the border query. */
export interface DecisionFigures {
  readonly bench: 'decisions'
  /** Decisions of one core in a second, made before or anew. */
  readonly cachedPerSecond: number
  readonly uncachedPerSecond: number
  /** The border query over HTTP with one caller, with its policies and with an answer that is fixed. */
  readonly queryP50Ms: { readonly with: number; readonly without: number }
}

/** Options: `--alerts N` (default 10,000), `--seconds S` of queries on each side (default 10). */
export async function run({ args }: { args: readonly string[] }): Promise<DecisionFigures> {
  const option = (name: string, otherwise: number) => {
    const at = args.indexOf(name)
    return at < 0 ? otherwise : Number(args[at + 1])
  }
  const folder = fileURLToPath(new URL('../../infra/policies', import.meta.url))
  const policies = loadPolicies(await readPolicyFolder(folder))
  const cachedPerSecond = perSecond(() => void policies.decideAccess(request))
  const uncachedPerSecond = perSecond(() => void policies.evaluate(question))
  const queryP50Ms = await queryLatency(option('--alerts', 10_000), option('--seconds', 10))
  return { bench: 'decisions', cachedPerSecond, uncachedPerSecond, queryP50Ms }
}

const request: Parameters<Policies['decideAccess']>[0] = {
  act: 'query',
  roles: ['border-officer'],
  authority: 'Border Guard',
  purpose: 'border-check',
}
const question: Parameters<Policies['evaluate']>[0] = {
  principal: { type: 'Officer', id: 'officer' },
  memberOf: [{ type: 'Role', id: 'border-officer' }],
  action: 'query',
  resource: { type: 'Compartment', id: 'identity' },
  context: {
    purpose: { __entity: { type: 'Purpose', id: 'border-check' } },
    referenceGiven: false,
    authority: 'Border Guard',
  },
}

/** How often something can be done in a second; warmed up first. */
function perSecond(act: () => void): number {
  const turns = (ms: number) => {
    const began = performance.now()
    let done = 0
    for (; performance.now() - began < ms; done += 100) for (let turn = 0; turn < 100; turn++) act()
    return done / ((performance.now() - began) / 1_000)
  }
  turns(300)
  return Math.round(turns(2_000))
}

/** Both sides are asked in turns, so that whatever else the machine does meets both. */
async function queryLatency(count: number, seconds: number): Promise<DecisionFigures['queryP50Ms']> {
  const people = await peopleFor(count)
  await using federation = await startFederation({
    nodes: 1,
    services: ['audit', 'alerts', 'watchlist'],
    logLevel: 'warn',
  })
  const [node] = federation.description.nodes
  if (node === undefined) throw new RangeError('a federation without a node')
  const { storageKey, passphrase } = node.files
  await fillAlerts(
    node.database.url,
    storageKeyFrom(await loadKeyFile('storage', storageKey, passphrase)),
    people.listed,
  )
  const token = await signIn(node)
  await using reduced = await startReduced(federation.description, node, 'policies')
  const sides = { with: node.services.watchlist.url, without: reduced.url }
  for (const url of Object.values(sides)) {
    await until('the list is complete', () => isComplete(url, token, count), {
      timeoutMs: 600_000,
      everyMs: 500,
    })
  }
  const looks: Record<keyof typeof sides, Look[]> = { with: [], without: [] }
  for (let turn = 0; turn < turnsEach; turn++) {
    for (const side of ['with', 'without'] as const) {
      const asking = { url: sides[side], questions: people.questions, callers: 1, token }
      const answered = await load({ ...asking, seconds: seconds / turnsEach })
      // The first turn warms both up.
      if (turn > 0) looks[side].push(...answered.looks)
    }
  }
  return { with: medianMs(looks.with), without: medianMs(looks.without) }
}

const turnsEach = 10

function medianMs(looks: readonly Look[]): number {
  const times = looks.map(({ ms }) => ms).toSorted((a, b) => a - b)
  return Math.round((times[Math.floor(times.length / 2)] ?? 0) * 1_000) / 1_000
}
