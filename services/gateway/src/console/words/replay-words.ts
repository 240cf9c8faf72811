import type { Replay } from '@crosswatch/protocol'

export const replayVerdicts: Readonly<Record<Replay['verdict'], string>> = {
  same: 'The list, as it stood then, gives the answer that is on record.',
  differs: 'The list, as it stood then, does not give the answer that is on record.',
  incomplete: 'Nothing differs, as far as what was listed is still kept.',
}

export const differenceTitles: Readonly<Record<Replay['differences'][number]['kind'], string>> = {
  outcome: 'The outcome is another one.',
  'not-found': 'On record, and not found in the list:',
  'not-logged': 'Found in the list, and not on record:',
  'other-version': 'Listed in another version than the one on record:',
  'not-cleared': 'Said to be cleared by an override or its issuer, which could not have cleared it:',
}
