import type { Sighting } from './sightings.ts'

/**
 * What holds whatever the table says: it is written anew from what was seen, these are not. Every sighting of a field has to keep
 * every rule that speaks of it.
 */
export interface TaintRule {
  readonly because: string
  readonly of: RegExp
  readonly may: (sighting: Sighting) => boolean
}

const roleOf = ({ who }: Sighting) => who.split(' for ')[0] ?? ''
const atRest = ({ where }: Sighting) => /^(database|files|hub)\b/.test(where)
const only =
  (...nodes: readonly string[]) =>
  ({ node }: Sighting) =>
    nodes.includes(node)

/** Terms between authorities, and the legal basis of a record: they stand in the clear in a node's own database, for any court. */
const inTheClear = String.raw`agreement[^/]*/|(thread|release)/legal-basis$`
const findsAlert = /^(watchlist POST \/v1\/queries\/record|gateway POST \/query\/record)$/
/** What somebody typed is shown to them again; a name that was searched for stands in the log and in a list's own rows. */
const repeatsQuestion = /^(gateway (POST \/query|GET \/screenings)|watchlist GET \/v1\/screenings)/

/** For every field, whoever it is about. */
const everywhere: readonly TaintRule[] = [
  {
    because: 'a dump, a disk, the hub and the logs show nothing personal',
    of: new RegExp(`^(?!${inTheClear})`),
    may: (sighting) => !atRest(sighting),
  },
  {
    because: 'what stands in the clear in a database is in no log and not at the hub',
    of: new RegExp(`^(${inTheClear})`),
    may: ({ where }) =>
      where.startsWith('database') || where === 'files postgres' || !/^(files|hub)/.test(where),
  },
  {
    because: 'how a service is, its documentation, public figures and the sign-in say nothing about anybody',
    of: /./,
    may: ({ where }) =>
      !/(\/metrics|\/livez|\/readyz|\/openapi\.json|\/oversight|\/sign-in|\/checkpoint)$/.test(where),
  },
  {
    because: 'an administrator reads agreements and no alert',
    of: /^(?!agreement|wrong request)/,
    may: (sighting) => roleOf(sighting) !== 'administrator',
  },
]

/** For each compartment and document. A field of which none of these speaks is not planted yet as far as this test goes. */
const byField: readonly TaintRule[] = [
  {
    because: 'the core of an alert is for those who keep alerts',
    of: /^alert\/core\./,
    may: (sighting) => ['analyst', 'supervisor'].includes(roleOf(sighting)),
  },
  {
    because: 'an auditor sees how alerts were used, and no alert',
    of: /^(alert|draft|import|hit|thread|dispute|consent|survivor|flag|measure)\//,
    may: (sighting) =>
      roleOf(sighting) !== 'auditor' || /^(audit|gateway (GET|POST) \/log)/.test(sighting.where),
  },
  {
    because: 'notes are for their author’s node, and drafts and lists that nobody approved too',
    of: /^(draft|import)\/|\/internal\./,
    may: only('XA'),
  },
  {
    because: 'the agreement with XC covers whom an alert names, and no more: not how they are reached',
    of: /^alert\/(contacts|posting|grounds|evidence|core\.link)/,
    may: only('XA', 'XB'),
  },
  {
    because: 'evidence crosses the border on the thread of a hit alone',
    of: /^alert\/evidence/,
    may: ({ node, where }) => node === 'XA' || /\/hits\/:id/.test(where),
  },
  {
    because: 'the first line is told neither the name nor any more of an alert, until it opens the record',
    of: /^alert\/(identity|contacts|posting|grounds)/,
    may: (sighting) =>
      roleOf(sighting) !== 'border-officer' ||
      findsAlert.test(sighting.where) ||
      (sighting.field === 'alert/identity.name' && repeatsQuestion.test(sighting.where)),
  },
  {
    because: 'a record of a consent is for the protection officers who keep it',
    of: /^consent\//,
    may: (sighting) => sighting.node === 'XA' && roleOf(sighting) === 'protection-officer',
  },
  {
    because: 'survivor information is seen by whom it is released to, and nowhere else',
    of: /^survivor\//,
    may: (sighting) =>
      sighting.node === 'XB' &&
      /^(consent POST \/v1\/releases|gateway POST \/survivor-information)$/.test(sighting.where) &&
      ['liaison-officer', 'protection-officer'].includes(roleOf(sighting)),
  },
  {
    because: 'what two jurisdictions write to each other is not for a third',
    of: /^(hit|thread|dispute|flag|measure|agreement with XB)\//,
    may: (sighting) => sighting.node !== 'XC' || atRest(sighting),
  },
  {
    because: 'what is asked, screened and overridden at a node stays there',
    of: /^(query|screening|override|break-glass|hold|review)\//,
    may: only('XB'),
  },
  {
    because: 'a search of the border is seen by who asked, and by auditors',
    of: /^query\//,
    may: (sighting) => ['border-officer', 'auditor'].includes(roleOf(sighting)),
  },
  {
    because: 'an error repeats nothing of a request but the name of a field that is not known',
    of: /^wrong request\//,
    may: ({ field }) => field === 'wrong request/key',
  },
  {
    because: 'a message across the border speaks to those who are in it',
    of: /^(release|agreement of all)\//,
    may: () => true,
  },
]

/** Fields that nobody sees, and why that is right. Everything else that is planted is seen by somebody. */
export const seenByNobody: Readonly<Record<string, string>> = {
  'import/ref': 'it tells rows of a list apart when the list comes again, and is kept as a hash',
  'survivor/account': 'nobody asked for it',
  'survivor/journey': 'nobody asked for it',
  'survivor/recruiter': 'nobody asked for it',
  'survivor/workplace': 'nobody asked for it',
  'wrong request/address': 'errors repeat nothing',
  'wrong request/parameter': 'errors repeat nothing',
  'wrong request/value': 'errors repeat nothing',
}

/** Sightings that break a rule, and fields of which no rule speaks. */
export function broken(fields: readonly string[], sightings: readonly Sighting[]): readonly string[] {
  const unruled = fields.filter((field) => !byField.some(({ of }) => of.test(field)))
  return [
    ...unruled.map((field) => `${field}: no rule says who may see it`),
    ...sightings.flatMap((sighting) =>
      [...everywhere, ...byField]
        .filter(({ of, may }) => of.test(sighting.field) && !may(sighting))
        .map(
          ({ because }) =>
            `${sighting.field} at ${sighting.node}, ${sighting.where}, ${sighting.who}: ${because}`,
        ),
    ),
  ]
}
