/** What a sealed body carries. Only those who can open the body learn it. */
export const letterKinds = [
  'alert',
  'revision',
  'withdrawal',
  'grant',
  'hit',
  'message',
  'measure',
  'receipt',
  'look-receipt',
  'release-request',
  'release',
  'agreement',
  'flag',
  'dispute',
  'contest',
  'clearance',
  'filler',
] as const
export type LetterKind = (typeof letterKinds)[number]

/** What anyone learns of an entry: a public key event, a channel being set up, or something sealed. */
export const entryClasses = ['key', 'channel', 'sealed'] as const
export type EntryClass = (typeof entryClasses)[number]
