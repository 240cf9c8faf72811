import { readFileSync } from 'node:fs'

/** The last lines of a log, indented under its name. */
export function tailOf(file: string, lines = 15): string {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return `Nothing was logged in ${file}.`
  }
  const last = text.trimEnd().split('\n').slice(-lines)
  return `The end of ${file}:\n${last.map((line) => `    ${line}`).join('\n')}`
}
