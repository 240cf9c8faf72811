import { writeFileSync } from 'node:fs'

/** What every file of vectors says about itself. */
export interface VectorFile {
  readonly format: string
  /** Where the format is described. */
  readonly source: string
  /** How the vectors are to be read. */
  readonly about: readonly string[]
  readonly [field: string]: unknown
}

export function writeVectors(name: string, file: VectorFile): void {
  writeFileSync(new URL(`../${name}.json`, import.meta.url), `${JSON.stringify(file, null, 2)}\n`)
}

/** The same bytes with one bit turned. */
export function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  const changed = Uint8Array.from(bytes)
  changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
  return changed
}

export function textOf(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
}
