import type { AlertCore, CodedGround, Compartment, Identity, OpenedContents } from '@crosswatch/protocol'
import type { Change } from '../feed/changes.ts'
import type { OpenedAlert } from '../feed/open-alert.ts'

/** What is kept of an alert to answer with. Times in milliseconds since 1970. */
export interface ListedAlert {
  readonly id: string
  readonly version: number
  /** The change that brought it. */
  readonly change: number
  /** SHA-256 of the identity, base64: another one says that the alert is about something else now. */
  readonly identity: string
  readonly terms: AlertTerms
  readonly validFrom: number
  readonly validUntil: number
  readonly reviewBy: number
  /** The primary name, or what else the subject is known by. */
  readonly label: string
  /** This jurisdiction does not act upon it. */
  readonly flagged?: true
  /** Its subject disputes it, and that is not decided yet. */
  readonly contested?: true
}

/** What many alerts of one list have in common; equal terms are kept once. */
export interface AlertTerms {
  readonly issuer: AlertCore['issuer']
  readonly category: AlertCore['category']
  readonly action: AlertCore['action']
  readonly mode: AlertCore['mode']
  readonly grade: AlertCore['grade']
  readonly handling: AlertCore['handling']
  readonly purposes: AlertCore['purposes']
  readonly cautions: AlertCore['cautions']
  readonly reasons: readonly CodedGround[]
  /** The compartments from which this was taken. */
  readonly compartments: readonly Compartment[]
}

export function listedAlert(
  { core, contents, compartments, identityHash }: OpenedAlert,
  { seq, flagged, contested }: Pick<Change, 'seq' | 'flagged' | 'contested'>,
): ListedAlert {
  const { issuer, category, action, mode, grade, handling, purposes, cautions } = core
  const reasons = contents.grounds?.codes ?? []
  return {
    id: core.id,
    version: core.version,
    change: seq,
    identity: identityHash,
    terms: { issuer, category, action, mode, grade, handling, purposes, cautions, reasons, compartments },
    validFrom: Date.parse(core.validFrom),
    validUntil: Date.parse(core.validUntil),
    reviewBy: Date.parse(core.reviewBy),
    label: labelOf(contents).slice(0, 200),
    ...(flagged && { flagged }),
    ...(contested && { contested }),
  }
}

/** An alert counts from `validFrom` until it ends or its review is due, whichever comes first. */
export function isInForce({ validFrom, validUntil, reviewBy }: ListedAlert, at: Date): boolean {
  const time = at.getTime()
  return validFrom <= time && time < validUntil && time < reviewBy
}

function labelOf({ identity, posting }: Pick<OpenedContents, 'identity' | 'posting'>): string {
  const primary = identity?.names.find(({ kind }) => kind === 'primary') ?? identity?.names[0]
  return primary?.full ?? posting?.title ?? (identity && identifierLabel(identity)) ?? ''
}

function identifierLabel({ urls, emails, phones, handles, ...numbers }: Identity): string | undefined {
  const { documents, registrations, accounts } = numbers
  return [
    ...(urls ?? []),
    ...(emails ?? []),
    ...(phones ?? []),
    ...(handles ?? []).map(({ handle }) => handle),
    ...[...(documents ?? []), ...(registrations ?? []), ...(accounts ?? [])].map(({ number }) => number),
  ][0]
}
