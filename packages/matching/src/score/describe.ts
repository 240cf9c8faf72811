import type { Identity, MatchEvidence, MatchVerdict } from '@crosswatch/protocol'
import { explainBirthDate } from '../explain/birth-date.ts'
import { explainIdentifier, explainNearIdentifier } from '../explain/identifier.ts'
import { explainName } from '../explain/name.ts'
import { explainNationality, explainSex } from '../explain/person.ts'
import { identifiersOf, type Identifier } from '../identifiers/keys.ts'
import { isOneSlipApart } from '../identifiers/near.ts'
import type { Question } from '../index/question.ts'
import { nameAgreement } from '../names/agreement.ts'
import type { Match } from '../types.ts'
import type { AskedName, Weighed } from './weigh.ts'

interface Candidate {
  readonly question: Question
  readonly asked: readonly AskedName[]
  readonly candidate: Weighed
  readonly chance: number
  readonly identity: Identity
  readonly defaultCountry: string | undefined
}

const identified = 0.99
const identifiedButContradicted = 0.9
const nearIdentifier = 0.3
/** Below this two names are different names. */
const nameContradicts = 0.5

/** A candidate in words for an officer; undefined when nothing connects it with the question. */
export function describe(key: string, found: Candidate): Match | undefined {
  const { question, candidate, chance, identity } = found
  const { equal, near } = compareIdentifiers(question.identifiers, identity, found.defaultCountry)
  const agreement = candidate.name?.agreement
  const contradicted =
    (agreement !== undefined && agreement < nameContradicts) ||
    candidate.birthDate === 'different' ||
    candidate.sex === 'different'
  const verdict = verdictOf(equal.length > 0, contradicted, near.length > 0, candidate)
  const evidence = [
    ...equal.map(([asked, listed]) => explainIdentifier(asked, listed)),
    ...near.map(([asked, listed]) => explainNearIdentifier(asked, listed)),
    ...explainPerson(found),
  ]
  if (evidence.length === 0) return undefined
  const score =
    equal.length > 0
      ? contradicted
        ? identifiedButContradicted
        : identified
      : near.length > 0
        ? Math.max(nearIdentifier, chance)
        : chance
  return { key, score: Math.round(score * 1e4) / 1e4, verdict, evidence }
}

function verdictOf(equal: boolean, contradicted: boolean, near: boolean, candidate: Weighed): MatchVerdict {
  if (equal) return contradicted ? 'document-hit-contradicted' : 'document-hit'
  const { name, birthDate } = candidate
  if (name !== undefined && name.agreement >= nameAgreement) {
    const together = birthDate !== undefined && birthDate !== 'different' && birthDate !== 'same-year'
    return together ? 'name-and-birth-date' : 'name-only'
  }
  return near ? 'near-identifier' : 'none'
}

type IdentifierPair = readonly [asked: Identifier, listed: Identifier]

function compareIdentifiers(
  asked: readonly Identifier[],
  identity: Identity,
  defaultCountry: string | undefined,
): { equal: IdentifierPair[]; near: IdentifierPair[] } {
  const equal: IdentifierPair[] = []
  const near: IdentifierPair[] = []
  if (asked.length === 0) return { equal, near }
  const listed = identifiersOf(identity, defaultCountry)
  for (const one of asked) {
    const candidates = listed.filter(({ feature }) => feature === one.feature)
    const same = candidates.find(({ value }) => value === one.value)
    if (same !== undefined) {
      equal.push([one, same])
      continue
    }
    const close = candidates.find(({ value }) => isOneSlipApart(value, one.value))
    if (close !== undefined && one.feature !== 'phone') near.push([one, close])
  }
  return { equal, near }
}

function explainPerson({ question, asked, candidate, identity }: Candidate): MatchEvidence[] {
  const { query } = question
  const evidence: MatchEvidence[] = []
  if (candidate.name !== undefined && candidate.names !== undefined) {
    const form = asked[candidate.names.asked]?.form
    const listed = identity.names[candidate.names.listed]
    if (form !== undefined && listed !== undefined) {
      evidence.push(explainName(form, listed, candidate.name))
    }
  }
  const listedDate = identity.birthDates?.[candidate.birthDateAt ?? 0]
  if (candidate.birthDate !== undefined && query.birthDate !== undefined && listedDate !== undefined) {
    evidence.push(explainBirthDate(query.birthDate, listedDate.date, candidate.birthDate))
  }
  const sex = explainSex(query.sex, identity.sex)
  if (sex !== undefined) evidence.push(sex)
  const nationality = explainNationality(query.nationality, identity.nationalities)
  if (nationality !== undefined) evidence.push(nationality)
  return evidence
}
