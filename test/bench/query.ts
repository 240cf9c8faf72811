import { readFileSync } from 'node:fs'
import { loadKeyFile, storageKeyFrom } from '@crosswatch/crypto'
import { startFederation } from '@crosswatch/infra'
import { timeAuc } from '../../services/watchlist/test/support/time-auc.ts'
import { until } from '../support/sharing.ts'
import { fillAlerts } from './query/fill-alerts.ts'
import { load, type Look } from './query/load.ts'
import { peopleFor } from './query/people.ts'
import { isComplete, signIn, startReduced } from './query/reduced.ts'

/** What `npm run bench -- query` measures, on one node: the border query over HTTP, with its record on disk and without. */
export interface QueryFigures {
  readonly bench: 'query'
  readonly runs: readonly QueryRun[]
  /** What somebody who sees only the wire could tell a hit from no hit by. */
  readonly sideChannel: SideChannel
  /** Alerts on the list, and where they come from. */
  readonly alerts: number
  readonly source: 'shared' | 'generated'
  /** From the start of the watchlist until it answers. */
  readonly readySeconds: number
  /** Resident memory of the watchlist. */
  readonly rssMiB: number
}

/** Hits and strangers, asked in turn. */
export interface SideChannel {
  readonly looks: number
  /** The chance that a hit took longer than no hit; 0.5 when time says nothing. */
  readonly timeAuc: number
  /** Sizes of all answers, in bytes. */
  readonly bytes: readonly number[]
}

export interface QueryRun {
  readonly callers: number
  readonly audited: boolean
  readonly p50Ms: number
  readonly p95Ms: number
  readonly p99Ms: number
  readonly perSecond: number
  /** Time of one core that the watchlist itself spends on a query. */
  readonly cpuMs: number
  /** How many of those asked who are listed were a hit, and how many who are not. */
  readonly found: number
  readonly falseHits: number
  /** Sizes of all answers, in bytes. */
  readonly bytes: readonly number[]
  /** The chance that a hit took longer than no hit; 0.5 when time says nothing. */
  readonly timeAuc: number
}

/** Options: `--alerts N` (default 88,000), `--seconds S` for each run (default 10), `--looks N` for the side channel (10,000). */
export async function run({ args }: { json: boolean; args: readonly string[] }): Promise<QueryFigures> {
  const option = (name: string, otherwise: number) => {
    const at = args.indexOf(name)
    return at < 0 ? otherwise : Number(args[at + 1])
  }
  const [count, seconds] = [option('--alerts', 88_000), option('--seconds', 10)]
  const people = await peopleFor(count)
  const services = ['audit', 'alerts', 'watchlist'] as const
  await using federation = await startFederation({ nodes: 1, services, logLevel: 'warn' })
  const [node] = federation.description.nodes
  if (node === undefined) throw new RangeError('a federation without a node')
  const { passphrase } = node.files
  const storageKey = storageKeyFrom(await loadKeyFile('storage', node.files.storageKey, passphrase))
  await fillAlerts(node.database.url, storageKey, people.listed)
  const token = await signIn(node)
  await until('the list is complete', () => isComplete(node.services.watchlist.url, token, count), {
    timeoutMs: 600_000,
    everyMs: 500,
  })

  const began = performance.now()
  await using unaudited = await startReduced(federation.description, node, 'record')
  await until('it is ready', async () => (await fetch(`${unaudited.url}/readyz`)).ok, { timeoutMs: 600_000 })
  const readySeconds = (performance.now() - began) / 1_000

  const auditedPid = federation.processes.pid(`${node.jurisdiction.toLowerCase()}-watchlist`)
  const runs: QueryRun[] = []
  for (const callers of [1, 8, 32]) {
    for (const audited of [true, false]) {
      const url = audited ? node.services.watchlist.url : unaudited.url
      const asking = { url, questions: people.questions, callers, token: await signIn(node) }
      await load({ ...asking, seconds: 1.5 })
      const pid = audited ? auditedPid : unaudited.pid
      const before = cpuMsOf(pid)
      const { looks, perSecond } = await load({ ...asking, seconds })
      const cpuMs = round((cpuMsOf(pid) - before) / looks.length)
      runs.push({ callers, audited, ...figuresOf(looks), perSecond: Math.round(perSecond), cpuMs })
    }
  }
  const watched = await load({
    url: node.services.watchlist.url,
    questions: people.questions,
    callers: 4,
    token: await signIn(node),
    seconds: 0,
    atLeast: option('--looks', 10_000),
  })
  const { timeAuc: auc, bytes } = figuresOf(watched.looks)
  return {
    bench: 'query',
    runs,
    sideChannel: { looks: watched.looks.length, timeAuc: auc, bytes },
    alerts: count,
    source: people.source,
    readySeconds: round(readySeconds),
    rssMiB: residentMiB(auditedPid),
  }
}

function figuresOf(looks: readonly Look[]) {
  const times = looks.map(({ ms }) => ms).toSorted((a, b) => a - b)
  const quantile = (share: number) => round(times[Math.floor(times.length * share)] ?? 0)
  const hits = (listed: boolean) => {
    const asked = looks.filter((look) => look.listed === listed)
    return Math.round((asked.filter(({ verdict }) => verdict === 'hit').length / asked.length) * 1e4) / 1e4
  }
  return {
    p50Ms: quantile(0.5),
    p95Ms: quantile(0.95),
    p99Ms: quantile(0.99),
    found: hits(true),
    falseHits: hits(false),
    bytes: [...new Set(looks.map(({ bytes }) => bytes))].toSorted((a, b) => a - b),
    timeAuc: Math.round(timeAuc(looks) * 1e3) / 1e3,
  }
}

function residentMiB(pid: number | undefined): number {
  if (pid === undefined) return 0
  const kib = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Math.round(Number(kib ?? 0) / 1024)
}

/** User and system time of a process so far, in milliseconds (proc(5): clock ticks of 10 ms). */
function cpuMsOf(pid: number | undefined): number {
  const fields =
    pid === undefined ? [] : (readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [])
  return 10 * (Number(fields[11] ?? 0) + Number(fields[12] ?? 0))
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
