import { readFile } from 'node:fs/promises'
import { closed, purposes, ServiceError, text, type Purpose } from '@crosswatch/protocol'
import { Type } from 'typebox'
import { Compile } from 'typebox/compile'

/** The provision under which officers look for a purpose, as the law of the jurisdiction has it. */
export type LegalBases = Readonly<Partial<Record<Purpose, string>>>

const isLegalBases = Compile(
  closed(Object.fromEntries(purposes.map((purpose) => [purpose, Type.Optional(text(120))]))),
)

/**
 * Reads the file that names them: JSON, a purpose and its provision each.
 *
 *   {"border-check":"Border Control Act, section 5","labour-inspection":"Labour Inspection Act, section 14"}
 *
 * @param file none: records say nothing of a legal basis, but for acts that state their own
 * @throws {ServiceError} `invalid-configuration`
 */
export async function readLegalBases(file: string | undefined): Promise<LegalBases> {
  if (file === undefined) return {}
  const detail = `CROSSWATCH_LEGAL_BASES_FILE: must be JSON with a text of at most 120 characters for each of ${purposes.join(', ')}`
  let value: unknown
  try {
    value = JSON.parse(await readFile(file, 'utf8'))
  } catch (cause) {
    throw new ServiceError('invalid-configuration', { detail, cause })
  }
  if (!isLegalBases.Check(value)) throw new ServiceError('invalid-configuration', { detail })
  return value
}
