import { group } from '../../command.ts'
import { createKeyCommand } from './create.ts'
import { describeCommand } from './describe.ts'
import { publishedCommand } from './published.ts'
import { revokeCommand } from './revoke.ts'
import { rotateCommand } from './rotate.ts'

/** `crosswatch keys`: the keys of a jurisdiction, from the ceremony to the revocation. */
export const keysCommands = group(
  'keys',
  'make, describe, rotate and revoke the keys of a jurisdiction',
  'keys describe node.key.json --open',
  [describeCommand, createKeyCommand, rotateCommand, revokeCommand, publishedCommand],
)
