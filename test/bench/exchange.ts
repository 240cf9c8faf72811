import { readFileSync } from 'node:fs'
import { startFederation, type Federation } from '@crosswatch/infra'
import type { QueryAnswer } from '@crosswatch/protocol'
import { Client } from 'pg'
import { inventedDraft } from '../support/drafts.ts'
import { agreeAmong, approve, importList, listedAt, staffOf, until, type Staff } from '../support/sharing.ts'

/** What `npm run bench -- exchange` measures, on three nodes of one machine. */
export interface ExchangeFigures {
  readonly bench: 'exchange'
  /** From the supervisor's approval at XA to a hit at XB's border, in milliseconds. */
  readonly approveToHitMs: { readonly p50: number; readonly p99: number }
  /** From the first row sent to XA until every row is found at XA, XB and XC. */
  readonly importToSearchablePerSecond: number
  readonly wireBytesPerAlert: number
  /** Resident memory of the services of one node and its leaf. */
  readonly nodeRssMiB: number
  readonly serviceRssMiB: Readonly<Record<string, number>>
  readonly rebuild100kSeconds: number
  /** With how many alerts the rebuild was measured; the figure above is scaled to 100,000. */
  readonly rebuiltAlerts: number
}

export interface BenchOptions {
  readonly json: boolean
  readonly args: readonly string[]
}

/**
 * Options: `--approvals N` (default 100), `--alerts N` imported for the rate (default 5,000), `--rebuild N` (default 100,000).
 */
export async function run({ args }: BenchOptions): Promise<ExchangeFigures> {
  const option = (name: string, otherwise: number) => {
    const at = args.indexOf(name)
    return at < 0 ? otherwise : Number(args[at + 1])
  }
  const [approvals, alerts, rebuild] = [
    option('--approvals', 100),
    option('--alerts', 5_000),
    option('--rebuild', 100_000),
  ]
  await using federation = await startFederation({
    logLevel: 'warn',
    services: ['audit', 'exchange', 'alerts', 'watchlist'],
  })
  const [xa, xb, xc] = [
    await staffOf(federation, 'XA'),
    await staffOf(federation, 'XB'),
    await staffOf(federation, 'XC'),
  ]
  await agreeAmong({ XA: xa, XB: xb, XC: xc })

  const approveToHitMs = await measureApproveToHit(xa, xb, approvals)
  const before = await published(federation)
  const importToSearchablePerSecond = await measureImport([xa, xb, xc], alerts, 1_000_000)
  const after = await published(federation)
  const { total, services } = residentMemory(federation, 'xb')

  if (rebuild > alerts) await measureImport([xa, xb, xc], rebuild - alerts, 2_000_000)
  const held = await listedAt(xb)
  const rebuildSeconds = await measureRebuild(federation, xb, held)
  return {
    bench: 'exchange',
    approveToHitMs,
    importToSearchablePerSecond,
    wireBytesPerAlert: Math.round((after.bytes - before.bytes) / (after.entries - before.entries)),
    nodeRssMiB: total,
    serviceRssMiB: services,
    rebuild100kSeconds: round((rebuildSeconds * 100_000) / held),
    rebuiltAlerts: held,
  }
}

async function measureApproveToHit(
  xa: Staff,
  xb: Staff,
  count: number,
): Promise<ExchangeFigures['approveToHitMs']> {
  const times: number[] = []
  for (let i = 0; i < count; i++) {
    const draft = inventedDraft(i)
    const number = draft.identity?.documents?.[0]?.number ?? ''
    const { id } = await xa.analyst.expect<{ id: string }>('alerts', 'POST', '/v1/alerts', draft)
    await xa.analyst.expect('alerts', 'POST', `/v1/alerts/${id}/submit`)
    const start = performance.now()
    await approve(xa.supervisor, `/v1/alerts/${id}`)
    await until(
      'the hit at XB',
      async () => (await query(xb, number)).results.some((result) => result.alert === id),
      {
        everyMs: 2,
      },
    )
    times.push(performance.now() - start)
  }
  times.sort((a, b) => a - b)
  return { p50: round(quantile(times, 0.5)), p99: round(quantile(times, 0.99)) }
}

function query({ border }: Staff, number: string): Promise<QueryAnswer> {
  return border.expect('watchlist', 'POST', '/v1/queries', {
    purpose: 'border-check',
    subject: { documents: [{ number, country: 'XC' }] },
  })
}

async function measureImport(nodes: readonly Staff[], count: number, first: number): Promise<number> {
  const [issuer] = nodes
  if (issuer === undefined) throw new RangeError('no node')
  const before = await Promise.all(nodes.map(listedAt))
  const start = performance.now()
  // Sent in parts, as somebody would with a long list: one import of many rows is approved when its last row is in.
  const part = 5_000
  for (let done = 0; done < count; done += part) {
    const size = Math.min(part, count - done)
    const rows = Array.from({ length: size }, (_, i) => ({
      ref: `row-${first + done + i}`,
      draft: inventedDraft(first + done + i),
    }))
    const { refused } = await importList(issuer, `bench-${first + done}`, rows)
    if (refused > 0) throw new Error(`${refused} rows were refused`)
  }
  for (const [index, node] of nodes.entries()) {
    const wanted = (before[index] ?? 0) + count
    await until(`${wanted} alerts at node ${index}`, async () => (await listedAt(node)) >= wanted, {
      timeoutMs: 1_200_000,
      everyMs: 100,
    })
  }
  return round(count / ((performance.now() - start) / 1000))
}

/** Takes everything from XB's database that other nodes can give back, and waits until it is there again. */
async function measureRebuild(federation: Federation, xb: Staff, held: number): Promise<number> {
  const url = federation.description.nodes.find(({ jurisdiction }) => jurisdiction === 'XB')?.database.url
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(`
    drop schema exchange cascade; create schema exchange authorization xb_exchange;
    drop schema alerts cascade; create schema alerts authorization xb_alerts`)
  await client.end()
  const start = performance.now()
  for (const service of ['exchange', 'alerts', 'watchlist'])
    federation.processes.kill(`xb-${service}`, 'SIGKILL')
  await until(`${held} alerts at XB again`, async () => (await listedAt(xb)) >= held, {
    timeoutMs: 1_800_000,
    everyMs: 200,
  })
  return (performance.now() - start) / 1000
}

async function published({ description }: Federation): Promise<{ bytes: number; entries: number }> {
  const url = description.nodes.find(({ jurisdiction }) => jurisdiction === 'XA')?.services.exchange.url
  const text = await (await fetch(`${url}/metrics`)).text()
  const value = (name: string) =>
    Number(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, 'm').exec(text)?.[1] ?? 0)
  return {
    bytes: value('crosswatch_exchange_published_bytes_total'),
    entries: value('crosswatch_exchange_published_total'),
  }
}

function residentMemory({ processes }: Federation, node: string) {
  const names = processes.names().filter((name) => name.startsWith(`${node}-`))
  const services = Object.fromEntries(
    names.map((name) => [name.slice(node.length + 1), rssMiB(processes.pid(name))]),
  )
  return { services, total: round(Object.values(services).reduce((sum, size) => sum + size, 0)) }
}

/** Linux only; 0 elsewhere. */
function rssMiB(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return round(Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024)
  } catch {
    return 0
  }
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
