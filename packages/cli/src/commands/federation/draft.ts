import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import {
  CryptoError,
  type Federation,
  nextVersion,
  type NextVersion,
  pinOf,
  signFederation,
} from '@crosswatch/crypto'
import { CanonicalError, closed, FederationDocument, FormatError } from '@crosswatch/protocol'
import { Option } from 'commander'
import type { Static } from 'typebox'
import { Compile } from 'typebox/compile'
import { command } from '../../command.ts'
import { pinFor, pinOption, verifiedFederation } from '../../connect/trusted-federation.ts'
import { usageError } from '../../errors.ts'
import type { Terminal } from '../../terminal.ts'
import { readJsonInput } from '../options.ts'
import { changesOf } from './changes.ts'
import { draftFileBytes } from './draft-file.ts'
import { draftText, draftView } from './draft-text.ts'

interface DraftOptions {
  readonly out: string
  readonly from?: string
  readonly pin?: string
}

/** `crosswatch federation draft`: a version that nobody has signed yet. */
export const draftCommand = command<DraftOptions>({
  name: 'draft <members>',
  summary: 'draft the first version of a federation document, or the next one, from a JSON file of members',
  details:
    'The file, or - for stdin, holds federation, members and parameters as the document does:\n' +
    '{"federation": "example", "members": [{"jurisdiction": "XA", "name": "Arvenia", "root": "...", "contact": {"desk": "Duty desk"}}], ' +
    '"parameters": {"heartbeatSeconds": 60, "hubRetentionDays": 30}}\n' +
    'A root is the public key that keys create root prints, in base64; get it from its member in person.\n\n' +
    'It binds nobody until two thirds of the members of the version before have signed it: send the draft to them, compare the digest with them, ' +
    'and each signs a copy with federation sign. The first version is signed by its own members, and its digest is the pin.',
  examples: [
    'federation draft members.json --out version-1.draft.json',
    'federation draft members.json --from federation-document.json --pin 0f3a... --out version-2.draft.json',
  ],
  options: [
    new Option('--out <file>', 'where to write the draft').makeOptionMandatory(),
    new Option(
      '--from <file>',
      'federation document that it continues; without it, the draft founds a federation',
    ),
    pinOption(),
  ],
  async run({ options, args, terminal, output }) {
    const lines = await readHistory(options, terminal)
    const before =
      lines.length === 0 ? undefined : verifiedFederation(lines.join('\n'), pinFor('--from', options.pin))
    const name = args[0] ?? ''
    const document = documentFrom(await readMembers(name, terminal), before, terminal.now())
    const next = checkedVersion(name, document, before)
    if (changesOf(document, before).length === 0) {
      throw usageError(
        `${name} says what version ${document.version - 1} says already; there is nothing to sign.`,
      )
    }
    const envelope = signFederation(document, [])
    const path = resolve(terminal.directory, options.out)
    await writeNew(path, draftFileBytes(lines, envelope))
    const draft = { file: { v: 1, before: lines, envelope }, document, before, next, signers: [] } as const
    output.result({ file: path, ...draftView(draft) }, () =>
      [
        draftText(draft),
        `Next: send ${path} to the members; each signs a copy: crosswatch federation sign FILE --root ROOT --digest DIGEST`,
      ].join('\n'),
    )
  },
})

/** The lines of the document that `--from` names. */
async function readHistory({ from, pin }: DraftOptions, { directory }: Terminal): Promise<string[]> {
  if (from === undefined) {
    if (pin === undefined) return []
    throw usageError('--pin belongs to --from FILE, the document that the draft continues.')
  }
  const lines = (await readFile(resolve(directory, from), 'utf8')).split('\n').filter((line) => line !== '')
  if (lines.length > 0) return lines
  throw usageError(`${from} holds no version; leave --from out to found a federation.`)
}

const Members = closed({
  federation: FederationDocument.properties.federation,
  members: FederationDocument.properties.members,
  parameters: FederationDocument.properties.parameters,
})
type Members = Static<typeof Members>

const isMembers = Compile(Members)

/** @throws {CommandError} naming the first field that does not fit, not its value */
async function readMembers(name: string, terminal: Terminal): Promise<Members> {
  const given = await readJsonInput(name, terminal)
  if (isMembers.Check(given)) return given
  const [first] = isMembers.Errors(given)
  throw usageError(
    `${sourceOf(name)} is no list of members: ${first?.instancePath || 'the document'} ${first?.message ?? 'does not fit'}.`,
  )
}

function documentFrom(members: Members, before: Federation | undefined, now: Date): FederationDocument {
  return {
    v: 1,
    ...members,
    version: (before?.document.version ?? 0) + 1,
    previous: before === undefined ? null : pinOf(before.document),
    at: now.toISOString(),
  }
}

/** @throws {CommandError} if the members' file, fit as it is, cannot follow the version before */
function checkedVersion(
  name: string,
  document: FederationDocument,
  before: Federation | undefined,
): NextVersion {
  try {
    return nextVersion(document, before)
  } catch (cause) {
    const refused =
      cause instanceof CryptoError || cause instanceof FormatError || cause instanceof CanonicalError
    if (!refused) throw cause
    throw usageError(`${sourceOf(name)} makes no version. ${cause.message}`)
  }
}

function sourceOf(name: string): string {
  return name === '-' ? 'What came from stdin' : name
}

/** @throws {CommandError} if the file exists */
async function writeNew(path: string, content: string): Promise<void> {
  try {
    await writeFile(path, content, { flag: 'wx', flush: true })
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EEXIST')) throw cause
    throw usageError(`${path} exists already; name another file, since it may hold signatures.`)
  }
}
