import type { Command, Option } from 'commander'
import type { ExitCode } from './errors.ts'
import { createOutput, type Output } from './output.ts'
import type { Terminal } from './terminal.ts'

/** One use of a command. */
export interface Call<O> {
  readonly options: O
  /** What stands behind the command's name, in order. */
  readonly args: readonly string[]
  readonly terminal: Terminal
  readonly output: Output
}

export interface CommandSpec<O> {
  /** With its arguments: `show <id>`. */
  readonly name: string
  readonly summary: string
  /** What a person should know before using it. */
  readonly details?: string
  readonly examples: readonly string[]
  readonly options?: readonly Option[]
  /** @returns the exit code, if it is not 0 */
  readonly run: (call: Call<O>) => Promise<ExitCode | void>
  /** Commands below this one: `import approve`. */
  readonly commands?: readonly AddCommand[]
}

/** What the commands of one invocation share. */
export interface Host {
  readonly terminal: Terminal
  readonly finish: (exitCode: ExitCode) => void
}

/** Adds a command below another one. */
export type AddCommand = (parent: Command, host: Host) => void

/** Every command takes `--json` and prints its examples with its help. */
export function command<O extends object>(spec: CommandSpec<O>): AddCommand {
  return (parent, host) => {
    const added = parent
      .command(spec.name)
      .summary(spec.summary)
      .description(spec.details === undefined ? spec.summary : `${spec.summary}\n\n${spec.details}`)
      .option('--json', 'print one line of JSON and nothing else')
      .addHelpText('after', examplesText(spec.examples))
      // Options behind the name of a command below belong to that one.
      .enablePositionalOptions()
    for (const option of spec.options ?? []) added.addOption(option)
    for (const add of spec.commands ?? []) add(added, host)
    added.action(async () => {
      const options = added.opts<O & { json?: boolean }>()
      const output = createOutput(host.terminal, options.json === true)
      const exitCode = await spec.run({ options, args: added.args, terminal: host.terminal, output })
      if (exitCode !== undefined) host.finish(exitCode)
    })
  }
}

/** Commands under one name: `alert list`, `alert show`. */
export function group(
  name: string,
  summary: string,
  example: string,
  commands: readonly AddCommand[],
): AddCommand {
  return (parent, host) => {
    const added = parent
      .command(name)
      .summary(summary)
      .description(summary)
      .addHelpText('after', examplesText([example]))
    for (const add of commands) add(added, host)
  }
}

function examplesText(examples: readonly string[]): string {
  const title = examples.length === 1 ? 'Example' : 'Examples'
  return `\n${title}:\n${examples.map((line) => `  $ crosswatch ${line}`).join('\n')}\n`
}
