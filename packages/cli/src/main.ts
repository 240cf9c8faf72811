// The `crosswatch` command: the one place that knows the process.

import { runCommandLine } from './run.ts'

const interruption = new AbortController()
let interruptedAt = Infinity
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // Ctrl-C arrives twice, from the terminal and from npm. Whoever presses it again later does not want to wait.
    if (performance.now() - interruptedAt > 1_500) process.exit(130)
    interruptedAt = Math.min(interruptedAt, performance.now())
    interruption.abort()
  })
}
// Whoever reads our output may have seen enough: `crosswatch alert list | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

process.exitCode = await runCommandLine(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  environment: process.env,
  // npm runs us in the checkout; the person stands elsewhere.
  directory: process.env['CROSSWATCH_CALLER_DIRECTORY'] ?? process.cwd(),
  now: () => new Date(),
  interrupted: interruption.signal,
})
