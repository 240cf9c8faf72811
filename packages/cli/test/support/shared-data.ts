import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'

/** The path of a file of the shared data beside the checkout; skips the test, or fails it, where there is none. */
export function sharedData(t: Test, name: string): string | undefined {
  const path = fileURLToPath(new URL(`../../../../../shared/data/${name}`, import.meta.url))
  if (existsSync(path)) return path
  const reason = `../shared/data/${name} is absent`
  if (process.env['CROSSWATCH_REQUIRE_ALL'] === '1') t.fail(reason)
  else t.pass('shared data', { skip: reason })
  return undefined
}
