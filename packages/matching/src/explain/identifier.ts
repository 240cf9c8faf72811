import type { MatchEvidence } from '@crosswatch/protocol'
import type { IdentifierRelation } from '../identifiers/compare.ts'
import type { Identifier } from '../identifiers/keys.ts'

const called: Readonly<Record<Identifier['feature'], string>> = {
  document: 'document number',
  registration: 'licence or registration number',
  phone: 'phone number',
  email: 'e-mail address',
  url: 'web address',
  handle: 'messenger account',
  account: 'account number',
}

/** An identifier of the question beside one of the list. */
export interface IdentifierPair {
  readonly asked: Identifier
  readonly listed: Identifier
  readonly relation: Exclude<IdentifierRelation, undefined>
}

export function explainIdentifier({ asked, listed, relation }: IdentifierPair): MatchEvidence {
  const what = called[asked.feature]
  const notes: Readonly<Record<IdentifierPair['relation'], string>> = {
    same: `The ${what} is listed.`,
    'same-site': 'The whole web site is listed.',
    'one-slip': `The ${what} differs from the listed one by one slip. Read it again from the original.`,
    'same-last-digits': 'The last digits are those of a listed phone number. Ask for the country code.',
    'same-domain': `The ${what} belongs to a domain that is listed.`,
    'look-alike-domain': `The domain looks like a listed one, but is another. Compare the letters.`,
  }
  const equal = relation === 'same' || relation === 'same-site'
  return {
    feature: asked.feature,
    effect: equal ? 'for' : 'neutral',
    asked: asked.written.slice(0, 2000),
    listed: listed.written.slice(0, 2000),
    rule: relation === 'same' && asked.written !== listed.written ? 'same-after-normalisation' : relation,
    note: [notes[relation], elsewhere(asked, listed), doubt(asked, what)]
      .filter((part) => part !== '')
      .join(' '),
  }
}

function elsewhere(asked: Identifier, listed: Identifier): string {
  if (!countriesDiffer(asked, listed)) return ''
  return `It is listed for ${listed.country}, and was given for ${asked.country}.`
}

function doubt({ doubtful }: Identifier, what: string): string {
  return doubtful === true ? `The ${what} given does not agree with its own check digits.` : ''
}

export function countriesDiffer(asked: Identifier, listed: Identifier): boolean {
  return asked.country !== undefined && listed.country !== undefined && asked.country !== listed.country
}
