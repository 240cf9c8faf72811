import { execFile } from 'node:child_process'
import { freemem } from 'node:os'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { missingData } from '../../packages/matching/test/support/shared-data.ts'
import { scratchFolder, type MatchingRun } from './matching/measure.ts'

/** What `npm run bench -- matching` measures: search in process, at growing sizes of the list. */
export interface MatchingBenchmark {
  readonly bench: 'matching'
  readonly runs: readonly MatchingRun[]
}

const usualSizes = [88_000, 1_000_000, 5_000_000]
/** While it is built, with its snapshot beside it. */
const bytesASubject = 2200
const program = fileURLToPath(new URL('matching/measure.ts', import.meta.url))

/** Option: `--subjects N[,N...]` (default 88000,1000000,5000000). */
export async function run({ args }: { json: boolean; args: readonly string[] }): Promise<MatchingBenchmark> {
  const missing = missingData('matching/persons-88000.csv.gz')
  if (missing !== false)
    throw new Error(`The benchmark makes its subjects from the shared persons: ${missing}`)
  const at = args.indexOf('--subjects')
  const sizes = at < 0 ? usualSizes : (args[at + 1] ?? '').split(',').map(Number)
  if (!sizes.every((size) => Number.isInteger(size) && size > 0)) {
    throw new Error('--subjects takes whole numbers with commas between, as 88000,1000000')
  }
  const runs: MatchingRun[] = []
  for (const subjects of sizes) {
    const needed = (subjects * bytesASubject) / 2 ** 30
    if (freemem() / 2 ** 30 < needed) {
      process.stderr.write(
        `${subjects} subjects are skipped: they need ${needed.toFixed(1)} GiB of free memory\n`,
      )
      continue
    }
    process.stderr.write(`${subjects} subjects: building, then starting from the snapshot\n`)
    runs.push(await measure(subjects))
  }
  return { bench: 'matching', runs }
}

/** Builds in one process and starts in another, so that neither sees the other's memory. */
async function measure(subjects: number): Promise<MatchingRun> {
  using scratch = scratchFolder()
  const built = await child('build', subjects, scratch.file)
  const started = await child('start', subjects, scratch.file)
  return { ...started, ...built }
}

async function child(task: 'build' | 'start', subjects: number, file: string): Promise<MatchingRun> {
  const flags = ['--max-old-space-size=12000']
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...flags,
    program,
    task,
    String(subjects),
    file,
  ])
  const figures: MatchingRun = JSON.parse(stdout)
  return figures
}
