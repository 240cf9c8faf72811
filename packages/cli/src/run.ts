import { CommanderError } from 'commander'
import { exitCodes } from './errors.ts'
import { explain, type Failure } from './explain.ts'
import { createProgram } from './program.ts'
import type { Terminal } from './terminal.ts'

/**
 * Runs one command line, without the name of the program.
 *
 * @returns the exit code; nothing is thrown and the process is not ended
 */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<number> {
  let exitCode: number = exitCodes.ok
  const program = createProgram({ terminal, finish: (code) => (exitCode = code) })
  try {
    await program.parseAsync([...args], { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) return misuse(error, args, terminal)
    if (terminal.interrupted.aborted) {
      terminal.stderr.write('Interrupted.\n')
      return exitCodes.interrupted
    }
    if (terminal.environment['CROSSWATCH_DEBUG'] === '1' && error instanceof Error) {
      terminal.stderr.write(`${error.stack}\n`)
    }
    const failure = explain(error)
    terminal.stderr.write(`${failure.message}\n`)
    tellProgram(failure, args, terminal)
    return failure.exitCode
  }
}

/** Help and version end the same way as mistakes, with exit code 0. What was wrong has been said already. */
function misuse(error: CommanderError, args: readonly string[], terminal: Terminal): number {
  if (error.exitCode === 0) return exitCodes.ok
  const message = error.message.replace(/^error: /, '')
  tellProgram({ code: error.code, message, exitCode: exitCodes.usage }, args, terminal)
  return exitCodes.usage
}

/** With `--json`, a program that reads stdout finds the failure there. */
function tellProgram({ code, message }: Failure, args: readonly string[], { stdout }: Terminal): void {
  if (args.includes('--json')) stdout.write(`${JSON.stringify({ error: { code, message } })}\n`)
}
