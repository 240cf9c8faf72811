import { createBar, type Bar } from './progress.ts'
import type { Terminal } from './terminal.ts'

/** Where a command puts what it found. */
export interface Output {
  /** The result: one line of JSON on stdout with `--json`, else the text for people. */
  result(value: unknown, text: () => string): void
  /** A line about what is going on, on stderr. */
  note(line: string): void
  /** A progress bar on stderr if that is a terminal, else nothing. */
  bar(label: string, total: number, unit?: string): Bar
}

export function createOutput(terminal: Pick<Terminal, 'stdout' | 'stderr'>, json: boolean): Output {
  const { stdout, stderr } = terminal
  return {
    result: (value, text) => void stdout.write(`${json ? JSON.stringify(value) : text().trimEnd()}\n`),
    note: (line) => void stderr.write(`${line}\n`),
    bar: (label, total, unit = '') => createBar(stderr, label, total, unit),
  }
}
