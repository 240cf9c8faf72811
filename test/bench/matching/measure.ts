import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createMatchIndex, restoreMatchIndex } from '@crosswatch/matching'
import { createPopulation, type Population } from './subjects.ts'

/** One size of list, measured in a process of its own. Times in milliseconds, memory in MiB. */
export interface MatchingRun {
  readonly subjects: number
  readonly p50Ms: number
  readonly p95Ms: number
  readonly p99Ms: number
  readonly perSecond: number
  readonly rssMiB: number
  readonly buildSeconds: number
  /** From a snapshot on disk to the first answer, in a new process. */
  readonly startSeconds: number
  readonly snapshotMiB: number
  readonly found: number
}

const questions = 1500
const warmUp = 500
/** Each question is asked in as many passes, and its least time counts: waiting for other processes is left out. */
const passes = 3

const [task, count = '0', file = ''] = process.argv.slice(2)
if (task === 'build') report(await build(Number(count), file))
if (task === 'start') report(start(Number(count), file))

async function build(subjects: number, target: string) {
  const population = await createPopulation()
  const index = createMatchIndex()
  const began = performance.now()
  for (let number = 0; number < subjects; number++) {
    const { key, identity } = population.subject(number)
    index.upsert(key, identity)
  }
  const buildSeconds = (performance.now() - began) / 1000
  const bytes = index.snapshot()
  writeFileSync(target, bytes)
  const asked = Array.from({ length: questions + warmUp }, (_, at) => population.question(at, subjects))
  writeFileSync(questionsOf(target), JSON.stringify(asked))
  return { buildSeconds, snapshotMiB: bytes.length / 2 ** 20 }
}

function start(subjects: number, source: string) {
  const began = performance.now()
  const index = restoreMatchIndex(readFileSync(source))
  index.search({ name: 'warm up' })
  const startSeconds = (performance.now() - began) / 1000
  // Made by the other process, so that only the index is in the memory of this one.
  const asked: ReturnType<Population['question']>[] = JSON.parse(readFileSync(questionsOf(source), 'utf8'))
  const times = asked.map(() => Infinity)
  let found = 0
  for (let pass = 0; pass < passes; pass++) {
    for (const [number, { key, query }] of asked.entries()) {
      const before = performance.now()
      const matches = index.search(query, { limit: 10 })
      times[number] = Math.min(times[number] ?? Infinity, performance.now() - before)
      if (pass === 0 && number >= warmUp && matches.some((match) => match.key === key)) found++
    }
  }
  times.splice(0, warmUp)
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0
  return {
    subjects,
    p50Ms: at(0.5),
    p95Ms: at(0.95),
    p99Ms: at(0.99),
    perSecond: 1000 / (times.reduce((sum, time) => sum + time, 0) / times.length),
    rssMiB: process.memoryUsage().rss / 2 ** 20,
    startSeconds,
    found: found / questions,
  }
}

function questionsOf(snapshot: string): string {
  return `${snapshot}.questions.json`
}

function report(figures: Record<string, number>) {
  const rounded = Object.entries(figures).map(([name, value]) => [name, Math.round(value * 1000) / 1000])
  console.log(JSON.stringify(Object.fromEntries(rounded)))
}

/** A folder for the snapshot, gone when the measurement is over. */
export function scratchFolder(): Disposable & { readonly file: string } {
  const folder = mkdtempSync(join(tmpdir(), 'crosswatch-matching-'))
  return {
    file: join(folder, 'snapshot'),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  }
}
