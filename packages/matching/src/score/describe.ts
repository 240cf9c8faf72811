import type { Identity, MatchEvidence, MatchVerdict } from '@crosswatch/protocol'
import { explainBirthDate } from '../explain/birth-date.ts'
import { countriesDiffer, explainIdentifier, type IdentifierPair } from '../explain/identifier.ts'
import { explainName } from '../explain/name.ts'
import { explainNationality, explainSex } from '../explain/person.ts'
import { explainWhatWouldSettle } from '../explain/settle.ts'
import { isEqualRelation, relate } from '../identifiers/compare.ts'
import { identifiersOf, type Identifier } from '../identifiers/keys.ts'
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
const nameContradicts = 0.45
const believedFrom = 0.3

/** A candidate in words for an officer; undefined when nothing connects it with the question. */
export function describe(key: string, found: Candidate): Match | undefined {
  const { question, candidate, chance, identity } = found
  const identifiers = compareIdentifiers(question.identifiers, identity, found.defaultCountry)
  const equal = identifiers.filter(({ relation }) => isEqualRelation(relation))
  const isNear = identifiers.length > equal.length
  const agreement = candidate.name?.agreement
  const contradicted =
    (agreement !== undefined && agreement < nameContradicts) ||
    candidate.birthDate === 'different' ||
    candidate.sex === 'different' ||
    candidate.nationality === 'different' ||
    equal.some(({ asked, listed }) => countriesDiffer(asked, listed))
  const verdict = verdictOf(equal.length > 0, contradicted, isNear, candidate, chance)
  const person = explainPerson(found)
  const connected = identifiers.length + person.length > 0
  const open = verdict === 'name-only' ? explainWhatWouldSettle(question.query, identity) : []
  const evidence = [...identifiers.map(explainIdentifier), ...person, ...open]
  if (!connected) return undefined
  const score =
    equal.length > 0
      ? contradicted
        ? identifiedButContradicted
        : identified
      : isNear
        ? Math.max(nearIdentifier, chance)
        : chance
  return { key, score: Math.round(score * 1e4) / 1e4, verdict, evidence }
}

function verdictOf(
  equal: boolean,
  contradicted: boolean,
  near: boolean,
  candidate: Weighed,
  chance: number,
): MatchVerdict {
  if (equal) return contradicted ? 'document-hit-contradicted' : 'document-hit'
  const { name, birthDate } = candidate
  const together = birthDate !== undefined && birthDate !== 'different' && birthDate !== 'same-year'
  const agreement = name?.agreement ?? 0
  // A name too damaged to agree by itself is believed when the birth date stands beside it.
  const believed = together && chance >= believedFrom && agreement >= nameContradicts
  if (agreement >= nameAgreement || believed) return together ? 'name-and-birth-date' : 'name-only'
  return near ? 'near-identifier' : 'none'
}

/** For each identifier asked for, the listed one that relates to it best. */
function compareIdentifiers(
  asked: readonly Identifier[],
  identity: Identity,
  defaultCountry: string | undefined,
): IdentifierPair[] {
  if (asked.length === 0) return []
  const listed = identifiersOf(identity, defaultCountry)
  const pairs: IdentifierPair[] = []
  for (const one of asked) {
    let best: IdentifierPair | undefined
    for (const other of listed) {
      const relation = relate(one, other)
      if (relation === undefined || (best !== undefined && !isEqualRelation(relation))) continue
      best = { asked: one, listed: other, relation }
      if (relation === 'same') break
    }
    if (best !== undefined) pairs.push(best)
  }
  return pairs.toSorted((a, b) => Number(isEqualRelation(b.relation)) - Number(isEqualRelation(a.relation)))
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
