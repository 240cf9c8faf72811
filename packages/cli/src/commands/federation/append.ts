import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { claimedPin, pinOf } from '@crosswatch/crypto'
import type { Envelope } from '@crosswatch/protocol'
import { Option } from 'commander'
import { command } from '../../command.ts'
import { pinFor, verified, verifiedFederation } from '../../connect/trusted-federation.ts'
import { CommandError, exitCodes, usageError } from '../../errors.ts'
import { type Draft, lineOf, readDraftFile } from './draft-file.ts'
import { draftView, progressText } from './draft-text.ts'
import { replaceFile } from './replace-file.ts'

interface AppendOptions {
  readonly to: string
  readonly pin?: string
}

/** `crosswatch federation append`: from here on the version counts, wherever the file is read. */
export const appendCommand = command<AppendOptions>({
  name: 'append <drafts...>',
  summary:
    'put the signatures of several copies of a draft together and append the version to the federation document',
  details:
    'The copies must hold the same draft. With two thirds of the signatures, the document is verified with the new version from its first one on and ' +
    'replaced in one step; with fewer it stays as it is. The first version makes the file, and its pin is printed: hand it to every node in person.\n\n' +
    'Copy the file to every node of the federation: each service reads it when it starts.',
  examples: [
    'federation append xa.draft.json xb.draft.json xc.draft.json --to federation-document.json',
    'federation append version-2.draft.json --to federation-document.json --pin 0f3a...',
  ],
  options: [
    new Option('--to <file>', 'federation document; made anew by the first version').makeOptionMandatory(),
    new Option('--pin <sha256>', 'hash of its first version (default: what the file says of itself)'),
  ],
  async run({ options, args, terminal, output }) {
    const drafts = await Promise.all(args.map((name) => readDraftFile(name, terminal)))
    const draft = mergeCopies(drafts)
    const path = resolve(terminal.directory, options.to)
    const lines = await readChain(path, draft)
    const pin = choosePin(options.pin, lines, draft)
    if (lines !== '') checkPlace(options.to, verifiedFederation(lines, pin).document, draft)
    if (draft.signers.length < draft.next.needed) throw tooFew(draft)
    const content = withLine(lines, draft.file.envelope)
    const { document } = verifiedFederation(content, pin)
    await replaceFile(path, content)
    output.result({ ...draftView(draft), file: path, pin }, () =>
      [
        `${path} ends with version ${document.version} of ${document.federation}.`,
        progressText(draft),
        `Pin ${pin}`,
        document.version === 1
          ? 'Next: give file and pin to every node, the pin in person; the services read the file when they start.'
          : 'Next: copy the file to every node and start its services again; they read it when they start.',
      ].join('\n'),
    )
  },
})

/** One draft with the signatures of all. @throws {CommandError} `verificationFailed` if one is of another draft */
function mergeCopies(drafts: readonly Draft[]): Draft {
  const [first] = drafts
  if (first === undefined) throw usageError('Name at least one signed draft.')
  const other = drafts.find(({ file }) => file.envelope.payload !== first.file.envelope.payload)
  if (other !== undefined) {
    throw new CommandError(
      `${other.name} is another draft than ${first.name}: their digests are ${other.next.digest} and ${first.next.digest}. ` +
        'Nothing was appended; name copies of one draft.',
      exitCodes.verificationFailed,
    )
  }
  const signatures = new Map(
    drafts.flatMap(({ file }) => file.envelope.signatures.map((signature) => [signature.keyid, signature])),
  )
  const envelope = { ...first.file.envelope, signatures: [...signatures.values()] }
  const signers = [...new Set(drafts.flatMap((draft) => draft.signers))].toSorted()
  return { ...first, file: { ...first.file, envelope }, signers }
}

/** The document as it is; nothing for a first version, which never takes the place of another. */
async function readChain(path: string, { document }: Draft): Promise<string> {
  if (document.version > 1) return readFile(path, 'utf8')
  if (existsSync(path)) throw usageError(`${path} exists already; a first version needs a file of its own.`)
  return ''
}

function choosePin(given: string | undefined, lines: string, { next }: Draft): string {
  if (given !== undefined) return pinFor('append', given)
  return lines === '' ? next.digest : verified(() => claimedPin(lines))
}

/** @throws {CommandError} if the draft does not continue the document where it ends */
function checkPlace(name: string, last: Draft['document'], { document, next }: Draft): void {
  const { version } = document
  if (pinOf(last) === next.digest) throw new CommandError(`${name} ends with this version already.`)
  if (last.version >= version) {
    throw new CommandError(
      `${name} has another version ${version} already; draft anew from it, and have that signed.`,
    )
  }
  if (last.version < version - 1) {
    throw new CommandError(
      `${name} ends with version ${last.version}; append version ${last.version + 1} first.`,
    )
  }
}

function tooFew(draft: Draft): CommandError {
  return new CommandError(
    `Too few signatures for version ${draft.document.version}. ${progressText(draft)} Nothing was appended.`,
    exitCodes.verificationFailed,
  )
}

function withLine(lines: string, envelope: Envelope): string {
  const separator = lines === '' || lines.endsWith('\n') ? '' : '\n'
  return `${lines}${separator}${lineOf(envelope)}\n`
}
