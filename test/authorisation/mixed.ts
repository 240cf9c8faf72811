import { inventedDraft } from '../support/drafts.ts'
import type { Belongings } from './belongings.ts'
import type { ObjectKind } from './matrix.ts'

/** A request that names something of one's own, and beside it something with this id. */
export interface Mixed {
  /** Who sends it. */
  readonly role: 'analyst' | 'auditor' | 'liaison-officer' | 'protection-officer' | 'administrator'
  /** What is named beside it. */
  readonly kind: ObjectKind | 'message'
  /** One after the other, the last of which is refused; `{id}` is what the one before answered. */
  readonly steps: (own: Belongings, id: string) => readonly MixedStep[]
}

export interface MixedStep {
  readonly route: string
  readonly body?: object
}

const exhibits = 'the hash of an exhibit, which names nothing that is kept'
const seen = 'the digest of what the officer saw'

function linked(own: Belongings, id: string) {
  const link = (alert: string) => ({ kind: 'related' as const, alert, reason: 'The same flat' })
  return inventedDraft(91, { links: [link(own['alert in force']), link(id)] })
}

/**
 * Every route of a service with ids beside the one that it is about, or with a list of them, by where they stand; as the
 * OpenAPI documents say (matrix.test.ts). What is no id of a thing says what it is.
 */
export const mixedIds: Readonly<Record<string, Readonly<Record<string, Mixed | string>>>> = {
  'alerts POST /v1/alerts': {
    '/links[]/alert': {
      role: 'analyst',
      kind: 'alert',
      steps: (own, id) => [
        { route: 'POST /v1/alerts', body: linked(own, id) },
        { route: 'POST /v1/alerts/{id}/submit' },
      ],
    },
    '/evidence/exhibits[]/sha256': exhibits,
  },
  'alerts PUT /v1/alerts/:id/draft': {
    '/links[]/alert': {
      role: 'analyst',
      kind: 'alert',
      steps: (own, id) => [
        { route: 'POST /v1/alerts', body: inventedDraft(92) },
        { route: 'PUT /v1/alerts/{id}/draft', body: linked(own, id) },
        { route: 'POST /v1/alerts/{id}/submit' },
      ],
    },
    '/evidence/exhibits[]/sha256': exhibits,
  },
  'alerts POST /v1/alerts/:id/approve': { '/recipients': seen },
  'alerts POST /v1/imports/:id/approve': { '/recipients': seen },
  'alerts POST /v1/imports/:id/rows': {
    '/rows[]/draft/links[]/alert':
      'kept with its row, and shown to nobody unless its other end is in force here',
    '/rows[]/draft/evidence/exhibits[]/sha256': exhibits,
  },
  'alerts POST /v1/hits/:id/messages': {
    '/request': {
      role: 'liaison-officer',
      kind: 'message',
      steps: ({ hit }, request) => [
        {
          route: `POST /v1/hits/${hit}/messages`,
          body: { kind: 'answer', request, text: 'So', evidence: true },
        },
      ],
    },
    '/handover': {
      role: 'liaison-officer',
      kind: 'message',
      steps: ({ hit }, handover) => [
        { route: `POST /v1/hits/${hit}/messages`, body: { kind: 'handover-confirmed', handover } },
      ],
    },
    '/exhibits[]': exhibits,
  },
  'audit POST /v1/records/evidence': {
    '/records[]': {
      role: 'auditor',
      kind: 'record',
      steps: ({ record }, id) => [
        { route: 'POST /v1/records/evidence', body: { purpose: 'oversight', records: [record, id] } },
      ],
    },
  },
  'audit POST /v1/openings/evidence': {
    '/records[]': {
      role: 'protection-officer',
      kind: 'opening',
      steps: ({ opening }, id) => [{ route: 'POST /v1/openings/evidence', body: { records: [opening, id] } }],
    },
  },
  'audit POST /v1/records/search': {
    '/alert': 'only narrows what is one’s own',
    '/after': 'a place in what is one’s own',
  },
  'audit POST /v1/holds': {
    '/subject/alert': 'one of these at a time',
    '/subject/record': 'one of these at a time',
    '/subject/consent': 'one of these at a time',
    '/subject/screening': 'one of these at a time',
  },
  'audit POST /v1/policies/explain': {
    '/subject/alert': 'one of these at a time',
    '/subject/record': 'one of these at a time',
  },
  'watchlist POST /v1/queries/record': {
    '/alert': 'what the route is about',
    '/query': 'put on record as it was stated; it opens nothing',
  },
}

/** Where ids stand in a request of an OpenAPI document: `:id`, `/links[]/alert`. */
export function idsIn(operation: unknown): readonly string[] {
  const found = new Set<string>()
  const { parameters = [], requestBody }: OpenApiOperation = Object(operation)
  for (const { name, schema } of parameters) walk(schema, `:${name}`)
  walk(requestBody?.content?.['application/json']?.schema, '')
  return [...found]

  function walk(schema: JsonSchema | undefined, path: string): void {
    if (schema === undefined) return
    const { pattern = '', format = '', properties = {}, items, anyOf = [], oneOf = [], allOf = [] } = schema
    if (format === 'uuid' || /0-9a-f\]\{8\}|\{64\}/.test(pattern)) found.add(path)
    for (const [name, property] of Object.entries(properties)) walk(property, `${path}/${name}`)
    walk(items, `${path}[]`)
    for (const one of [...anyOf, ...oneOf, ...allOf]) walk(one, path)
  }
}

interface OpenApiOperation {
  readonly parameters?: readonly { readonly name: string; readonly schema?: JsonSchema }[]
  readonly requestBody?: {
    readonly content?: Readonly<Record<string, { readonly schema?: JsonSchema }>>
  }
}

interface JsonSchema {
  readonly pattern?: string
  readonly format?: string
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly items?: JsonSchema
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
  readonly allOf?: readonly JsonSchema[]
}
