// The `crosswatch` command: the one place that knows the process.

import { runCommandLine } from './run.ts'

const interruption = new AbortController()
process.once('SIGINT', () => interruption.abort())
process.once('SIGTERM', () => interruption.abort())
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
