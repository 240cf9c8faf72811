import { spawn } from 'node:child_process'
import { createWriteStream, globSync, mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createTapReader } from './tap-reader.ts'

const EVERYWHERE = ['packages', 'services', 'infra', 'test']

/** The test files at these paths (files or folders, relative to the repository), or all of them. */
export function findSuites(repository: string, paths: readonly string[]): readonly string[] {
  const roots = paths.length === 0 ? EVERYWHERE : paths
  const files = roots.flatMap((path) => {
    const stat = statSync(join(repository, path), { throwIfNoEntry: false })
    if (stat?.isFile()) return [path]
    return globSync(`${path || '.'}/**/*.test.ts`, {
      cwd: repository,
      exclude: (name) => name === 'node_modules' || name === 'dist',
    })
  })
  return [...new Set(files)].toSorted()
}

/**
 * Runs the suites under tap, two at a time, and prints a line for each and what failed in it. All that tap said stands in
 * `.cache/test.tap`.
 */
export async function runSuites(
  repository: string,
  suites: readonly string[],
  environment: NodeJS.ProcessEnv,
  flags: readonly string[],
): Promise<{ passed: number; failed: number }> {
  mkdirSync(join(repository, '.cache'), { recursive: true })
  const transcript = createWriteStream(join(repository, '.cache', 'test.tap'))
  const reader = createTapReader((line) => void process.stdout.write(`${line}\n`))
  const child = spawn(
    join(repository, 'node_modules', '.bin', 'tap'),
    ['run', '--reporter=tap', ...flags, ...suites],
    { cwd: repository, env: environment, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => child.kill(name))
  const exit = new Promise<number>((resolve) => {
    child.once('error', () => resolve(1))
    child.once('close', (code) => resolve(code ?? 1))
  })
  for await (const line of createInterface({ input: child.stdout })) {
    transcript.write(`${line}\n`)
    reader.read(line)
  }
  const code = await exit
  transcript.end()
  const { passed, failed } = reader.totals()
  // A run that ended badly without a failed assertion (a crash, a time limit) has failed all the same.
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed }
}
