import { AlertDraft } from '@crosswatch/protocol'
import { Compile } from 'typebox/compile'
import { usageError } from '../../errors.ts'
import type { Terminal } from '../../terminal.ts'
import { readJsonInput } from '../options.ts'

const isDraft = Compile(AlertDraft)

/** Reads an `AlertDraft` in JSON. @throws {CommandError} naming the first field that does not fit, not its value */
export async function readDraft(name: string, terminal: Terminal): Promise<AlertDraft> {
  const value = await readJsonInput(name, terminal)
  if (isDraft.Check(value)) return value
  const [first] = isDraft.Errors(value)
  throw usageError(
    `${name === '-' ? 'The draft' : name} is no alert draft: ${first?.instancePath || 'the document'} ${first?.message ?? 'does not fit'}.`,
  )
}
