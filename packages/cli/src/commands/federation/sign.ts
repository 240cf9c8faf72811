import { signFederation, type Signer } from '@crosswatch/crypto'
import { Option } from 'commander'
import { command } from '../../command.ts'
import { CommandError, exitCodes, usageError } from '../../errors.ts'
import { openRoot, type RootOptions, rootOptions } from '../keys/key-files.ts'
import { type Draft, draftFileBytes, readDraftFile } from './draft-file.ts'
import { draftText, draftView, progressText } from './draft-text.ts'
import { replaceFile } from './replace-file.ts'

interface SignOptions extends RootOptions {
  readonly digest?: string
}

/** `crosswatch federation sign`: the vote of one member, on the machine that keeps its root. */
export const signCommand = command<SignOptions>({
  name: 'sign <draft>',
  summary: 'sign a draft of the federation document with the root of one member, offline',
  details:
    'It shows first what the version changes and its digest. Compare the digest with the other members by voice or in person, never by what came ' +
    'with the file; with --digest, nothing is signed that has another one.\n\n' +
    'One signature is added to the file, which can go on to the next member; or everybody signs a copy, and federation append puts them together.',
  examples: [
    'federation sign version-2.draft.json --root xa.root.json --root-passphrase-file root.passphrase --digest 6fef...',
  ],
  options: [
    ...rootOptions(),
    new Option('--digest <sha256>', 'the digest that the members agreed on; all its 64 digits'),
  ],
  async run({ options, args, terminal, output }) {
    const draft = await readDraftFile(args[0] ?? '', terminal)
    checkDigest(draft, options.digest)
    output.note(`${draftText(draft)}\n`)
    const root = await openRoot(options, terminal)
    const voter = voterOf(root, draft)
    const signed = addSignature(draft, root, voter)
    await replaceFile(draft.path, draftFileBytes(signed.file.before, signed.file.envelope))
    output.result({ file: draft.path, signedAs: voter, ...draftView(signed) }, () =>
      [
        `${draft.path} bears the signature of ${voter}, for version ${draft.document.version} with digest ${draft.next.digest}.`,
        progressText(signed),
        'Next: give it to the next member, or to whoever appends it: crosswatch federation append FILE... --to CHAIN',
      ].join('\n'),
    )
  },
})

/** @throws {CommandError} `verificationFailed` if the draft is not the one that was agreed on */
function checkDigest({ name, next }: Draft, digest: string | undefined): void {
  if (digest === undefined || digest === next.digest) return
  if (!/^[0-9a-f]{64}$/.test(digest))
    throw usageError('--digest takes the 64 digits that federation draft printed.')
  throw new CommandError(
    `${name} has the digest ${next.digest}, not the one that you gave: it is another draft than was agreed on. Nothing was signed; ` +
      'ask the member who drafted it.',
    exitCodes.verificationFailed,
  )
}

/** The jurisdiction whose root it is. @throws {CommandError} if it has no vote, or has voted */
function voterOf(root: Signer, { name, document, next, signers }: Draft): string {
  const voter = next.electorate.get(root.keyid)?.jurisdiction
  if (voter === undefined) {
    const voters = [...next.electorate.values()].map(({ jurisdiction }) => jurisdiction).join(', ')
    throw new CommandError(
      `The root that you named (key id ${root.keyid}) is that of no member who may sign version ${document.version}; ` +
        `those are ${voters}${document.version === 1 ? '' : `, with their roots of version ${document.version - 1}`}.`,
    )
  }
  if (!signers.includes(voter)) return voter
  throw new CommandError(`${voter} has signed ${name} already; give it to the next member.`)
}

function addSignature(draft: Draft, root: Signer, voter: string): Draft {
  const { envelope } = draft.file
  const { signatures } = signFederation(draft.document, [root])
  return {
    ...draft,
    file: { ...draft.file, envelope: { ...envelope, signatures: [...envelope.signatures, ...signatures] } },
    signers: [...draft.signers, voter],
  }
}
