import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Writable } from 'node:stream'
import type { Test } from 'tap'
import { runCommandLine, type Terminal } from '../../src/index.ts'

export interface Outcome {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
  /** What stdout holds, as JSON. */
  readonly json: unknown
}

export interface TestTerminal {
  /** A folder of its own, from which relative paths begin. */
  readonly directory: string
  /** Runs one command line, words separated by spaces; words with spaces are given as further arguments. */
  readonly run: (line: string, ...more: readonly string[]) => Promise<Outcome>
}

export interface TestTerminalOptions {
  readonly environment?: Readonly<Record<string, string>>
  readonly stdin?: string
  readonly now?: string
  readonly interrupted?: AbortSignal
}

export function testTerminal(t: Test, options: TestTerminalOptions = {}): TestTerminal {
  const directory = mkdtempSync(join(tmpdir(), 'crosswatch-cli-'))
  t.teardown(() => rmSync(directory, { recursive: true, force: true }))
  return {
    directory,
    async run(line, ...more) {
      const [stdout, stderr] = [captured(), captured()]
      const terminal: Terminal = {
        stdin: stdinWith(options.stdin ?? ''),
        stdout: stdout.stream,
        stderr: stderr.stream,
        environment: options.environment ?? {},
        directory,
        now: () => new Date(options.now ?? Date.now()),
        interrupted: options.interrupted ?? new AbortController().signal,
      }
      const exitCode = await runCommandLine([...line.split(' ').filter(Boolean), ...more], terminal)
      return {
        exitCode,
        stdout: stdout.text(),
        stderr: stderr.text(),
        get json() {
          const value: unknown = JSON.parse(stdout.text())
          return value
        },
      }
    },
  }
}

function captured() {
  let text = ''
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString()
      done()
    },
  })
  return { stream, text: () => text }
}

/** A pipe, not a terminal. */
function stdinWith(text: string): NodeJS.ReadStream {
  const stream = new PassThrough()
  stream.end(text)
  return Object.assign(stream, { isTTY: false }) as unknown as NodeJS.ReadStream
}
