import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { PolicyText } from '../../src/index.ts'

const folder = fileURLToPath(new URL('../../../../infra/policies/', import.meta.url))

/** The policies that this repository ships. */
export function repositoryPolicies(): PolicyText {
  const names = readdirSync(folder).filter((name) => name.endsWith('.cedar'))
  return {
    schema: readPolicyFile('crosswatch.cedarschema'),
    files: Object.fromEntries(names.map((name) => [name, readPolicyFile(name)])),
  }
}

export function readPolicyFile(name: string): string {
  return readFileSync(`${folder}${name}`, 'utf8')
}
