// Runs one benchmark: `npm run bench -- NAME [--json] [its own arguments]`. Without a name it lists them.
//
// A benchmark is a file beside this one that exports `run(options): Promise<figures>`. Its figures are printed for people, and
// with --json as one JSON object on the last line. What helps to read them, `details` and the machine, is for people only. What it is
// doing in between goes to stderr.

import { readdirSync } from 'node:fs'
import { availableParallelism, cpus, totalmem } from 'node:os'

interface Benchmark {
  readonly run: (options: { json: boolean; args: readonly string[] }) => Promise<object>
}

process.exitCode = await main(process.argv.slice(2))

async function main([name, ...rest]: readonly string[]): Promise<number> {
  const names = benchmarks()
  if (name === undefined || name === '--help' || !names.includes(name)) {
    const usage = `npm run bench -- NAME [--json] [arguments]\n\nBenchmarks: ${names.join(', ')}\n`
    const known = name === undefined || name === '--help'
    const stream = known ? process.stdout : process.stderr
    stream.write(known ? usage : `There is no benchmark ${name}.\n${usage}`)
    return known ? 0 : 2
  }
  const json = rest.includes('--json')
  const { run }: Benchmark = await import(new URL(`${name}.ts`, import.meta.url).href)
  const startedAt = performance.now()
  const { details = {}, ...figures }: { details?: object } = await run({
    json,
    args: rest.filter((arg) => arg !== '--json'),
  })
  const result = { bench: name, ...figures }
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  process.stdout.write(
    `${linesOf({ ...result, details, machine: machine() }).join('\n')}\n\nmeasured in ${seconds} s\n`,
  )
  if (json) process.stdout.write(`${JSON.stringify(result)}\n`)
  return 0
}

/** The files beside this one. */
function benchmarks(): readonly string[] {
  return readdirSync(new URL('.', import.meta.url))
    .filter((file) => file.endsWith('.ts') && file !== 'main.ts')
    .map((file) => file.slice(0, -'.ts'.length))
    .toSorted()
}

/** Figures mean nothing without the machine that they were measured on. */
function machine() {
  return {
    cores: availableParallelism(),
    processor: cpus()[0]?.model ?? 'unknown',
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
  }
}

/** A list of like objects is a table, an object a block, anything else a line. */
function linesOf(value: object): string[] {
  return Object.entries(value).flatMap(([key, field]: [string, unknown]) => {
    if (Array.isArray(field) && field.every(isPlain)) return [key, ...table(field).map(indent)]
    if (isPlain(field)) return [key, ...linesOf(field).map(indent)]
    return [`${key}: ${textOf(field)}`]
  })
}

function table(rows: readonly object[]): string[] {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const cells = [columns, ...rows.map((row) => columns.map((column) => textOf(Reflect.get(row, column))))]
  const widths = columns.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)))
  return cells.map((line) => line.map((cell, column) => cell.padStart(widths[column] ?? 0)).join('  '))
}

function textOf(value: unknown): string {
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : value.toPrecision(4)
  if (value === undefined) return '-'
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function indent(line: string): string {
  return `  ${line}`
}
