import { AlertDraft, categories } from '@crosswatch/protocol'
import { Compile } from 'typebox/compile'
import { usageError } from '../../errors.ts'
import { endOfValidity } from '../../import/validity.ts'
import type { Terminal } from '../../terminal.ts'
import { readJsonInput } from '../options.ts'

const isDraft = Compile(AlertDraft)

/**
 * Reads an `AlertDraft` in JSON. Without `authority` it is that of the officer, without `validUntil` the alert stands as long
 * as its category allows, but a year at most.
 *
 * @throws {CommandError} naming the first field that does not fit, not its value
 */
export async function readDraft(
  name: string,
  terminal: Terminal,
  authority: string | undefined,
): Promise<AlertDraft> {
  const given = await readJsonInput(name, terminal)
  const fields: Record<string, unknown> = typeof given === 'object' ? { ...given } : {}
  const category = categories.find((known) => known === fields['category'])
  const draft = {
    ...(authority && { authority }),
    ...(category && { validUntil: endOfValidity(terminal.now(), category, undefined) }),
    ...fields,
  }
  if (isDraft.Check(draft)) return draft
  const [first] = isDraft.Errors(draft)
  throw usageError(
    `${name === '-' ? 'The draft' : name} is no alert draft: ${first?.instancePath || 'the document'} ${first?.message ?? 'does not fit'}.`,
  )
}
