import { AccessRecord, AccessTerms } from '../src/access-record.ts'
import { eventCatalogue } from '../src/event-catalogue.ts'

export const eventDocumentFile = new URL('../EVENTS.md', import.meta.url)

/**
 * What each field of a record answers: article 25(1) of the directive, article 12(2) of the regulation, and the element of a
 * FHIR R4 AuditEvent. Every field of the schema has its row.
 */
const fields: Readonly<Record<string, readonly [law: string, regulation: string, fhir: string]>> = {
  v: ['', '', 'meta.profile'],
  id: ['', '', 'id'],
  jurisdiction: ['', 'competent authority', 'source.site'],
  operation: ['processing operation', 'data processing activity', 'type, subtype, action'],
  at: ['date and time', 'date and time', 'recorded'],
  officer: [
    'identification of the person',
    'unique user identifier of the person',
    'agent.who, agent.requestor true',
  ],
  authority: ['', 'unique user identifier of the authority', 'agent.who of the organisation'],
  post: ['', '', 'agent.location'],
  awayFromPost: ['', '', 'entity.detail'],
  roles: ['', '', 'agent.role'],
  purpose: ['justification', '', 'purposeOfEvent'],
  legalBasis: ['justification', '', 'agent.policy'],
  terms: ['', 'data used to perform a search', 'entity.query'],
  alerts: ['', 'reference to the data processed, history of the alert', 'entity.what'],
  recipients: ['identity of the recipients', '', 'agent.who of each recipient'],
  count: ['', 'reference to the data processed', 'entity.detail'],
  outcome: ['', '', 'outcome'],
  reason: ['', '', 'outcomeDesc'],
  policies: ['justification', '', 'agent.policy'],
  list: ['', '', 'entity.detail'],
  software: ['', '', 'source.observer'],
  referenceGiven: ['justification', '', 'entity.detail'],
  'terms.reference': ['justification', '', 'entity.what of the case'],
  'terms.query': ['', 'data used to perform a search', 'entity.query'],
  'terms.note': ['justification', '', 'entity.detail'],
}

/** The catalogue of event types for people, as Markdown. @throws {Error} for a field of the schema without a row */
export function eventDocument(): string {
  const names = [
    ...Object.keys(AccessRecord.properties),
    ...Object.keys(AccessTerms.properties).map((name) => `terms.${name}`),
  ]
  const events = Object.entries(eventCatalogue).map(
    ([operation, { what, processing, class: kind, fhir }]) => [
      `\`${operation}\``,
      what,
      processing === 'none' ? '' : processing,
      kind,
      `${fhir.type}, ${fhir.action}`,
      fhir.balp ?? '',
    ],
  )
  return [
    '# Events in the access log',
    '',
    '<!-- prettier-ignore-start -->',
    '<!-- Made from src/event-catalogue.ts by tools/event-catalogue.ts. Do not edit. -->',
    '',
    'Directive (EU) 2016/680, article 25(1), names the kinds of processing that must be logged. Regulation (EU) 2018/1862, article 12(4), has',
    '`access` logs deleted three years after they were made and `alert-history` three years after the alert was deleted; `supervision` is',
    'what auditors do (12(6)). FHIR R4 AuditEvent: `type` is a DICOM code or `rest`; the profile is one of IHE BALP.',
    '',
    table(
      ['event', 'what happened', 'article 25', 'class', 'AuditEvent type, action', 'BALP profile'],
      events,
    ),
    '',
    '## Fields of a record',
    '',
    table(
      ['field', 'Directive 2016/680, 25(1)', 'Regulation 2018/1862, 12(2)', 'FHIR AuditEvent'],
      names.map((name) => [`\`${name}\``, ...fieldRow(name)]),
    ),
    '<!-- prettier-ignore-end -->',
    '',
  ].join('\n')
}

function fieldRow(name: string): readonly string[] {
  const row = fields[name]
  if (row === undefined) throw new Error(`The field ${name} of an access record has no row in the document.`)
  return row
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line), ''].join('\n')
}
