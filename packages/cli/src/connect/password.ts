import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { usageError } from '../errors.ts'
import type { Terminal } from '../terminal.ts'

/**
 * A secret: from a file, from a variable, or typed without echo. Never an argument, which every user of the machine can read.
 *
 * @param what how the question calls it: `Password of xa-analyst`
 * @throws {CommandError} if there is nobody to ask
 */
export async function readSecret(
  terminal: Terminal,
  source: {
    readonly file?: string | undefined
    readonly variable?: string
    readonly what: string
    readonly option: string
  },
): Promise<string> {
  const { file, variable, what, option } = source
  if (file !== undefined) return withoutLineEnd(await readFile(resolve(terminal.directory, file), 'utf8'))
  const given = variable === undefined ? undefined : terminal.environment[variable]
  if (given !== undefined && given !== '') return given
  if (!terminal.stdin.isTTY) {
    const ways = variable === undefined ? option : `${option} or ${variable}`
    throw usageError(`${what} is needed and there is no terminal to ask at; use ${ways}.`)
  }
  return ask(terminal, `${what}: `)
}

function withoutLineEnd(text: string): string {
  return text.replace(/\r?\n$/, '')
}

/** Asks on stderr; what is typed is not shown. */
async function ask({ stdin, stderr, interrupted }: Terminal, question: string): Promise<string> {
  stderr.write(question)
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: stdin, output: nowhere, terminal: true })
  // Without echo the terminal is in raw mode, in which Ctrl-C is a key like any other.
  const cancelled = new AbortController()
  lines.on('SIGINT', () => cancelled.abort())
  try {
    return await lines.question('', { signal: AbortSignal.any([interrupted, cancelled.signal]) })
  } finally {
    lines.close()
    stderr.write('\n')
  }
}
