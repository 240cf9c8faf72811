import { claimedPin } from '@crosswatch/crypto'
import { table } from '../../text-table.ts'
import { type Change, changesOf } from './changes.ts'
import type { Draft } from './draft-file.ts'

type Readable = Pick<Draft, 'file' | 'document' | 'before' | 'next' | 'signers'>

/** What a person compares and decides on, for programs. */
export function draftView({ file, document, before, next, signers }: Readable) {
  const voters = [...next.electorate.values()].map(({ jurisdiction }) => jurisdiction)
  return {
    federation: document.federation,
    version: document.version,
    digest: next.digest,
    pin: before === undefined ? next.digest : claimedPin(file.before.join('\n')),
    changes: changesOf(document, before),
    voters,
    needed: next.needed,
    signers,
    missing: missingFrom(next.needed, signers),
  }
}

/** The same for people: the digest first, since nobody should sign before comparing it. */
export function draftText(draft: Readable): string {
  const { federation, version, digest, pin, changes } = draftView(draft)
  const first = draft.before === undefined
  return [
    `${federation}, version ${version}, ${first ? 'the first' : `after version ${version - 1} (pin ${pin})`}.`,
    `Digest ${digest}`,
    first
      ? 'It is the pin of the federation. Compare it with every other member, by voice or in person, before you sign.'
      : 'Compare it with the other members, by voice or in person, before you sign.',
    '',
    table(['change', 'of', 'before', 'now'], changes.map(rowOf)),
    ...rootNotes(changes),
    '',
    progressText(draft),
  ].join('\n')
}

/** Who has signed, and how many of whom have not: `Signed by XA; 1 more of XB, XC must sign.` */
export function progressText({ next, signers }: Pick<Draft, 'next' | 'signers'>): string {
  const others = [...next.electorate.values()]
    .map(({ jurisdiction }) => jurisdiction)
    .filter((jurisdiction) => !signers.includes(jurisdiction))
  const missing = missingFrom(next.needed, signers)
  const by = signers.length === 0 ? 'Signed by nobody yet' : `Signed by ${signers.join(', ')}`
  return missing === 0
    ? `${by}: enough, ${next.needed} of ${next.electorate.size} were needed.`
    : `${by}; ${missing} more of ${others.join(', ')} must sign.`
}

function missingFrom(needed: number, signers: readonly string[]): number {
  return Math.max(0, needed - signers.length)
}

function rowOf({ kind, of, before = '-', now = '-' }: Change): string[] {
  return [kind, of, visible(before), visible(now)]
}

/**
 * Whoever drafted it chose the names. Control characters and changes of writing direction, which could hide a row or turn one
 * around on the screen of who signs, are shown as what they are.
 */
function visible(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  )
}

function rootNotes(changes: readonly Change[]): string[] {
  return changes
    .filter(({ kind }) => kind === 'root')
    .map(({ of }) => `${of} loses what it issued: nothing that its former root certified counts any longer.`)
}
