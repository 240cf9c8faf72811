import type { MatchEvidence } from '@crosswatch/protocol'
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

export function explainIdentifier(asked: Identifier, listed: Identifier): MatchEvidence {
  const elsewhere =
    asked.scope !== undefined && listed.scope !== undefined && asked.scope !== listed.scope
      ? ` It is listed under ${listed.scope}, and was given under ${asked.scope}.`
      : ''
  return {
    feature: asked.feature,
    effect: 'for',
    asked: asked.written,
    listed: listed.written,
    rule: asked.written === listed.written ? 'same' : 'same-after-normalisation',
    note: `The ${called[asked.feature]} is listed.${elsewhere}`,
  }
}

export function explainNearIdentifier(asked: Identifier, listed: Identifier): MatchEvidence {
  return {
    feature: asked.feature,
    effect: 'neutral',
    asked: asked.written,
    listed: listed.written,
    rule: 'one-slip',
    note: `The ${called[asked.feature]} differs from the listed one by one slip. Read it again from the original.`,
  }
}
