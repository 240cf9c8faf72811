import * as cedar from '@cedar-policy/cedar-wasm/nodejs'
import { digestOf, readPolicies, unreadable, type PolicyText } from './policy-text.ts'

/** What Cedar is asked: may this principal do this with this resource, in this context? */
export interface PolicyQuestion {
  readonly principal: cedar.TypeAndId
  /** What the principal belongs to: an officer's roles. */
  readonly memberOf?: readonly cedar.TypeAndId[]
  readonly action: string
  readonly resource: cedar.TypeAndId
  readonly context: Readonly<Record<string, cedar.CedarValueJson>>
}

/** The answer, and the policies that led to it. None led to a refusal that only follows from no permit. */
export interface PolicyAnswer {
  readonly allowed: boolean
  readonly policies: readonly string[]
  /** It could not be decided, so it is refused. */
  readonly failed: boolean
}

/** Policies that were read, checked against their schema and made ready. */
export interface PolicyEngine {
  readonly digest: string
  /** Every policy by its id, as text. */
  readonly policies: Readonly<Record<string, string>>
  evaluate(question: PolicyQuestion): PolicyAnswer
}

/** Engines that were made, the latest last: several services in one process use the same policies, and an auditor tries out others. */
const engines = new Map<string, PolicyEngine>()
const mostEngines = 4

/**
 * Reads and strictly validates policies: each must have an id, and may name only what the schema knows.
 *
 * @throws {ServiceError} `unreadable-policy` with file, line and what is wrong
 */
export function createPolicyEngine(text: PolicyText): PolicyEngine {
  const digest = digestOf(text)
  const engine = engines.get(digest) ?? makeReady(text, digest)
  engines.delete(digest)
  engines.set(digest, engine)
  for (const oldest of [...engines.keys()].slice(0, -mostEngines)) engines.delete(oldest)
  return engine
}

function makeReady(text: PolicyText, digest: string): PolicyEngine {
  const policies = readPolicies(text)
  const known = readSchema(text.schema)
  const answer = cedar.validate({ schema: text.schema, policies: { staticPolicies: policies } })
  if (answer.type === 'failure') throw unreadable('the policies', answer.errors[0])
  const [problem] = [...answer.validationErrors, ...answer.validationWarnings]
  if (problem !== undefined) throw unreadable(`policy ${problem.policyId}`, problem.error)
  for (const parsed of [
    cedar.preparseSchema(digest, text.schema),
    cedar.preparsePolicySet(digest, { staticPolicies: policies }),
  ]) {
    if (parsed.type === 'failure') throw unreadable('the policies', parsed.errors[0])
  }
  return {
    digest,
    policies,
    evaluate(question) {
      try {
        return evaluate(digest, known, question)
      } catch {
        // The engine runs as WebAssembly: out of memory, or at a fault of its own, it throws. Then nothing is allowed.
        return { ...refusedAsFailed, policies: ['failed/engine'] }
      }
    },
  }
}

const refusedAsFailed = { allowed: false, failed: true } as const

/**
 * Cedar skips a policy that fails, a `forbid` too, and decides by the rest: here any failure refuses. Entities named by the
 * question are checked here, since Cedar checks the members of its closed lists only where they stand in the policies.
 */
function evaluate(digest: string, known: KnownEntities, question: PolicyQuestion): PolicyAnswer {
  const { principal, memberOf = [], action, resource, context } = question
  if (![principal, resource, ...memberOf, ...entitiesIn(context)].every((entity) => isKnown(known, entity))) {
    return { ...refusedAsFailed, policies: ['failed/unknown-entity'] }
  }
  const answer = cedar.statefulIsAuthorized({
    principal,
    action: { type: 'Action', id: action },
    resource,
    context: { ...context },
    preparsedSchemaName: digest,
    preparsedPolicySetId: digest,
    // What it would check is checked above; with it, an answer takes five times as long.
    validateRequest: false,
    entities: memberOf.length === 0 ? [] : [{ uid: principal, attrs: {}, parents: [...memberOf] }],
  })
  if (answer.type === 'failure') return { ...refusedAsFailed, policies: ['failed/question'] }
  const { decision, diagnostics } = answer.response
  if (diagnostics.errors.length > 0) {
    return { ...refusedAsFailed, policies: diagnostics.errors.map(({ policyId }) => `failed/${policyId}`) }
  }
  return { allowed: decision === 'allow', policies: diagnostics.reason.toSorted(), failed: false }
}

/** The types of the schema, with their members where these are a closed list. */
type KnownEntities = ReadonlyMap<string, ReadonlySet<string> | 'any'>

function readSchema(schema: string): KnownEntities {
  const parsed = cedar.schemaToJson(schema)
  if (parsed.type === 'failure') throw unreadable('the schema', parsed.errors[0], schema)
  const types = Object.values(parsed.json).flatMap(({ entityTypes }) => Object.entries(entityTypes))
  return new Map(types.map(([name, type]) => [name, 'enum' in type ? new Set(type.enum) : 'any']))
}

function isKnown(known: KnownEntities, { type, id }: cedar.TypeAndId): boolean {
  const members = known.get(type)
  return members === 'any' || members?.has(id) === true
}

function entitiesIn(value: cedar.CedarValueJson): cedar.TypeAndId[] {
  if (typeof value !== 'object' || value === null) return []
  if (isEntity(value)) {
    const { __entity: entity } = value
    return [entity]
  }
  return Object.values(value).flatMap(entitiesIn)
}

function isEntity(value: object): value is { readonly __entity: cedar.TypeAndId } {
  return '__entity' in value
}
