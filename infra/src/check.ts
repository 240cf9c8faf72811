// `npm test`: the static checks, then every suite. `npm test -- PATH...` runs the suites under these paths and nothing else.
//
// The last line is `N passed, N failed`: each static check counts as one, the suites count by their assertions.

import { relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { STATIC_CHECKS, runStaticCheck } from './check/static-checks.ts'
import { findSuites, runSuites } from './check/suites.ts'
import { findTools } from './check/tools.ts'

const repository = fileURLToPath(new URL('../../', import.meta.url))
const callerDirectory = process.env.CROSSWATCH_CALLER_DIRECTORY ?? process.cwd()

const [flags, paths] = split(process.argv.slice(2))
if (flags.includes('--help')) {
  process.stdout.write(
    'npm test                 type check, lint, formatting, unused code, then every suite\n' +
      'npm test -- PATH...      only the suites at these paths (a file or a folder)\n\n' +
      'CROSSWATCH_REQUIRE_ALL=1 makes missing servers, browser or data a failure instead of a skip.\n',
  )
} else {
  const totals = await check()
  process.stdout.write(`\n${totals.passed} passed, ${totals.failed} failed\n`)
  process.exitCode = totals.failed === 0 && totals.passed > 0 ? 0 : 1
}

async function check(): Promise<{ passed: number; failed: number }> {
  const totals = { passed: 0, failed: 0 }
  if (paths.length === 0) {
    for (const passed of await Promise.all(STATIC_CHECKS.map((one) => runStaticCheck(one, repository)))) {
      if (passed) totals.passed += 1
      else totals.failed += 1
    }
  }
  const suites = findSuites(
    repository,
    paths.map((path) => relative(repository, resolve(callerDirectory, path))),
  )
  if (suites.length === 0) {
    process.stdout.write('There is no suite at these paths.\n')
    return { ...totals, failed: totals.failed + 1 }
  }
  const tools = await findTools(repository, suites)
  totals.failed += tools.missing
  const { passed, failed } = await runSuites(repository, suites, tools.environment, flags)
  return { passed: totals.passed + passed, failed: totals.failed + failed }
}

function split(args: readonly string[]): [flags: string[], paths: string[]] {
  return [args.filter((arg) => arg.startsWith('-')), args.filter((arg) => !arg.startsWith('-'))]
}
