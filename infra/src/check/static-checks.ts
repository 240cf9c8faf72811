import { spawn } from 'node:child_process'
import { join } from 'node:path'

export type StaticCheck = { readonly name: string; readonly command: readonly [string, ...string[]] }

export const STATIC_CHECKS: readonly StaticCheck[] = [
  { name: 'types', command: ['tsc', '--noEmit', '-p', 'tsconfig.json'] },
  { name: 'lint', command: ['oxlint', '--type-aware', '--deny-warnings'] },
  { name: 'formatting', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  { name: 'unused code', command: ['knip', '--no-progress'] },
]

/** Runs one check and prints its result; what it had to say only when it fails. @returns whether it passed */
export async function runStaticCheck({ name, command }: StaticCheck, repository: string): Promise<boolean> {
  const startedAt = Date.now()
  const [tool, ...args] = command
  const child = spawn(join(repository, 'node_modules', '.bin', tool), args, {
    cwd: repository,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (bytes: Buffer) => (said += bytes.toString()))
  const passed = await new Promise<boolean>((resolve) => {
    child.once('error', () => resolve(false))
    child.once('close', (code) => resolve(code === 0))
  })
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1)
  process.stdout.write(`${passed ? 'ok    ' : 'FAILED'} ${name.padEnd(60)} ${seconds.padStart(6)} s\n`)
  if (!passed) process.stdout.write(`${said.trimEnd()}\n`)
  return passed
}
