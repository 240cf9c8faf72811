import { resolve } from 'node:path'
import { text as streamText } from 'node:stream/consumers'
import { readFile } from 'node:fs/promises'
import { InvalidArgumentError, Option } from 'commander'
import { usageError } from '../errors.ts'
import type { Terminal } from '../terminal.ts'

/** An option that may be given several times. */
export function repeatable(flags: string, description: string): Option {
  return new Option(flags, description).argParser((value: string, before: readonly string[] | undefined) => [
    ...(before ?? []),
    value,
  ])
}

/** An option whose value is a list: `--purposes border-check,licensing-check`. */
export function listOption(flags: string, description: string, choices: readonly string[]): Option {
  return new Option(flags, description).argParser((value: string) => {
    const values = value.split(',').map((item) => item.trim())
    const unknown = values.find((item) => !choices.includes(item))
    if (unknown === undefined) return values
    throw new InvalidArgumentError(`${unknown} is none of ${choices.join(', ')}.`)
  })
}

/** An option that takes a whole number, from `least` on. */
export function numberOption(flags: string, description: string, least = 0): Option {
  return new Option(flags, description).argParser((value: string) => {
    const number = Number(value)
    if (/^\d+$/.test(value) && Number.isSafeInteger(number) && number >= least) return number
    throw new InvalidArgumentError(`It takes a whole number from ${least} on.`)
  })
}

/** The text of a file, or of stdin where the name is `-`. */
export async function readInput(name: string, { directory, stdin }: Terminal): Promise<string> {
  return name === '-' ? streamText(stdin) : readFile(resolve(directory, name), 'utf8')
}

/** The JSON in a file or on stdin. @throws {CommandError} which does not repeat what stands there */
export async function readJsonInput(name: string, terminal: Terminal): Promise<unknown> {
  return parseJsonInput(name, await readInput(name, terminal))
}

/** @throws {CommandError} if what was read there is not JSON */
export function parseJsonInput(name: string, input: string): unknown {
  try {
    const value: unknown = JSON.parse(input)
    return value
  } catch {
    throw usageError(`${name === '-' ? 'What came from stdin' : name} is not JSON.`)
  }
}

/** The end of a day that an option names, in UTC. @throws {CommandError} */
export function endOfDay(option: string, day: string): string {
  const end = new Date(`${day}T23:59:59.999Z`)
  if (/^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(end.getTime())) return end.toISOString()
  throw usageError(`${option} takes a day such as 2027-03-31.`)
}

/** An id as an argument. @throws {CommandError} before anything is sent */
export function idArgument(value: string | undefined): string {
  if (value !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)) return value
  throw usageError('The id is a UUID such as 0198f000-0000-7000-8000-000000000001; copy it from a list.')
}
