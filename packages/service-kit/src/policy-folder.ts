import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ServiceError } from '@crosswatch/protocol'

/** What a folder of policies holds: Cedar text by file name, and the one schema beside it. */
export interface PolicyFolder {
  readonly schema: string
  readonly files: Readonly<Record<string, string>>
}

/**
 * Reads the policies of a node: every `*.cedar` of the folder, and `crosswatch.cedarschema`.
 *
 * @throws {ServiceError} `unreadable-policy` when the folder or its schema cannot be read
 */
export async function readPolicyFolder(folder: string): Promise<PolicyFolder> {
  try {
    const names = (await readdir(folder)).filter((name) => name.endsWith('.cedar')).toSorted()
    const [schema, ...texts] = await Promise.all(
      ['crosswatch.cedarschema', ...names].map((name) => readFile(join(folder, name), 'utf8')),
    )
    return {
      schema: schema ?? '',
      files: Object.fromEntries(names.map((name, at) => [name, texts[at] ?? ''])),
    }
  } catch (cause) {
    throw new ServiceError('unreadable-policy', {
      detail:
        'the folder that CROSSWATCH_POLICY_FOLDER names, with crosswatch.cedarschema in it, cannot be read',
      cause,
    })
  }
}
