import { refusals, type AccessDecision } from '@crosswatch/policy'
import {
  BreakGlass,
  BreakGlassList,
  BreakGlassRequest,
  BreakGlassUses,
  closed,
  hasErrorCode,
  newUuid,
  ServiceError,
  type Purpose,
  type AccessAct,
  Uuid,
} from '@crosswatch/protocol'
import { actorOf, allRoles, type App, type Officer, problemResponse } from '@crosswatch/service-kit'
import { endOf, sealRequest, shown, stateOf, type GrantRow } from '../break-glass/grant.ts'
import {
  changeGrant,
  insertGrant,
  listGrants,
  listUses,
  queueReview,
  takeGrant,
} from '../break-glass/grant-store.ts'
import type { AuditContext } from '../context.ts'
import { summarise } from '../domain/record-view.ts'
import { admit, recordReading, type Reading } from '../reading.ts'

const params = closed({ id: Uuid })

/**
 * Break-glass: an officer asks and says why, a supervisor who is somebody else grants it, for an hour and for that officer
 * alone. What is recorded under it is tied to it by the log, and a review waits from the moment that it is granted.
 */
export function breakGlassRoutes(app: App, context: AuditContext): void {
  const { accessLog, clock, connection, policies, storageKey } = context

  app.post(
    '/v1/break-glass',
    {
      config: { roles: allRoles },
      schema: {
        summary: 'Asks for break-glass: the reason, and a case',
        body: BreakGlassRequest,
        response: { 201: BreakGlass, default: problemResponse },
      },
    },
    async ({ body, officer }, reply) => {
      const by = await decide(officer, 'request', 'break-glass.ask')
      const id = newUuid()
      const { id: name, authority } = officer
      const row = { id, officer: name, authority, askedAt: clock(), ...sealRequest(storageKey, id, body) }
      const { reason: note, reference } = body
      await accessLog.append({
        ...actOf(officer, 'break-glass.ask'),
        ...by,
        terms: { note, ...(reference === undefined ? {} : { reference }) },
      })
      await insertGrant(connection.db, row)
      const asked = { ...row, decidedBy: null, decidedAt: null, endsAt: null, endedBy: null, uses: 0 }
      return reply.code(201).send(shown(storageKey, asked, clock()))
    },
  )

  app.get(
    '/v1/break-glass',
    {
      config: { roles: allRoles },
      schema: {
        summary: 'Requests for break-glass: one’s own, for supervisors and auditors everybody’s',
        response: { 200: BreakGlassList, default: problemResponse },
      },
    },
    async ({ officer }) => {
      const { everybody, by } = await seen(officer, 'break-glass.list')
      const rows = await listGrants(connection.db, everybody ? undefined : officer.id)
      await accessLog.append({ ...actOf(officer, 'break-glass.list'), ...by, count: rows.length })
      return { grants: rows.map((row) => shown(storageKey, row, clock())) }
    },
  )

  for (const step of ['approve', 'refuse'] as const) {
    app.post(
      `/v1/break-glass/:id/${step}`,
      {
        config: { roles: allRoles },
        schema: {
          summary:
            step === 'approve'
              ? 'Grants break-glass for an hour; a review waits from then on'
              : 'Refuses break-glass',
          params,
          response: { 200: BreakGlass, default: problemResponse },
        },
      },
      async ({ params: { id }, officer }) => {
        const by = await decide(officer, 'grant', `break-glass.${step}`)
        return change(id, officer, { operation: `break-glass.${step}`, by }, async (tx, row, now) => {
          if (row.officer === officer.id) throw new ServiceError('four-eyes', { detail: `break-glass ${id}` })
          if (stateOf(row, now) !== 'asked')
            throw new ServiceError('wrong-state', { detail: `break-glass ${id}` })
          if (step === 'approve') await queueReview(tx, row, { by: officer.id, at: now })
          const endsAt = step === 'approve' ? endOf(now) : null
          return { decidedBy: officer.id, decidedAt: now, endsAt }
        })
      },
    )
  }

  app.post(
    '/v1/break-glass/:id/end',
    {
      config: { roles: allRoles },
      schema: {
        summary: 'Ends break-glass at once: the officer it was granted to, any supervisor, any auditor',
        params,
        response: { 200: BreakGlass, default: problemResponse },
      },
    },
    async ({ params: { id }, officer }) => {
      const { everybody, by } = await seen(officer, 'break-glass.end')
      return change(id, officer, { operation: 'break-glass.end', by }, (_tx, row, now) => {
        // To anybody else it is as if it were not there.
        if (row.officer !== officer.id && !everybody) throw new ServiceError('not-found')
        if (stateOf(row, now) !== 'in-force')
          throw new ServiceError('wrong-state', { detail: `break-glass ${id}` })
        return Promise.resolve({ endsAt: now, endedBy: officer.id })
      })
    },
  )

  app.get(
    '/v1/break-glass/:id/uses',
    {
      config: { roles: allRoles },
      schema: {
        summary: 'Everything that was recorded under one, for its review',
        params,
        response: { 200: BreakGlassUses, default: problemResponse },
      },
    },
    async ({ params: { id }, officer }) => {
      const reading: Reading = {
        officer,
        operation: 'break-glass.uses',
        purpose: 'oversight',
        terms: { query: { grant: id } },
      }
      await admit(context, reading)
      const row = await takeGrant(connection.db, id)
      if (row === undefined) throw new ServiceError('not-found')
      const records = (await listUses(connection.db, id)).map((stored) => summarise(stored))
      await recordReading(context, reading, { outcome: 'done', count: records.length, alerts: [] })
      return { grant: shown(storageKey, row, clock()), records }
    },
  )

  /** Whether the policies let this officer ask, or decide. A refusal is on record. @returns what led to it, for the record */
  async function decide(
    officer: Officer,
    act: Extract<AccessAct, 'request' | 'grant'>,
    operation: Step['operation'] | 'break-glass.ask',
  ): Promise<Decided> {
    const decision = ask(officer, act, 'alert-management')
    if (!decision.allowed) return refuse(officer, operation, decision)
    return { purpose: 'alert-management', policies: [...decision.policies] }
  }

  /** Whose requests an officer sees and ends: everybody's who grants them or watches over looks, their own who may ask. */
  async function seen(officer: Officer, operation: 'break-glass.list' | 'break-glass.end') {
    const ways = [
      { everybody: true, purpose: 'oversight', decision: ask(officer, 'oversee', 'oversight') },
      { everybody: true, purpose: 'alert-management', decision: ask(officer, 'grant', 'alert-management') },
      {
        everybody: false,
        purpose: 'alert-management',
        decision: ask(officer, 'request', 'alert-management'),
      },
    ] as const
    const way = ways.find(({ decision }) => decision.allowed)
    if (way === undefined) return refuse(officer, operation, ways[2].decision)
    const { everybody, purpose, decision } = way
    return { everybody, by: { purpose, policies: [...decision.policies] } }
  }

  function ask({ roles, authority }: Officer, act: AccessAct, purpose: Purpose): AccessDecision {
    return policies.decideAccess({ act, roles, authority, purpose })
  }

  async function refuse(
    officer: Officer,
    operation: Reading['operation'] & `break-glass.${string}`,
    decision: AccessDecision,
  ): Promise<never> {
    const failed = !decision.allowed && decision.reason === 'failed'
    const reason = failed ? refusals.failed : refusals.role
    const by: Decided = { purpose: 'alert-management', policies: [...decision.policies] }
    await accessLog.append({ ...actOf(officer, operation), ...by, outcome: 'denied', reason })
    throw new ServiceError(reason)
  }

  type Transaction = Parameters<Parameters<typeof connection.transaction>[0]>[0]
  type Change = Parameters<typeof changeGrant>[2]

  /** One step, on record before it counts: a step that cannot be recorded is not taken. One that a rule refuses is on record too. */
  async function change(
    id: string,
    officer: Officer,
    { operation, by }: Step,
    decideStep: (tx: Transaction, row: GrantRow, now: Date) => Promise<Change>,
  ): Promise<BreakGlass> {
    const step = { ...actOf(officer, operation), ...by, terms: { query: { grant: id } } }
    try {
      return await connection.transaction(async (tx) => {
        const now = clock()
        const row = await takeGrant(tx, id)
        if (row === undefined) throw new ServiceError('not-found')
        const changed = await decideStep(tx, row, now)
        await accessLog.append(step)
        await changeGrant(tx, id, changed)
        return shown(storageKey, { ...row, ...changed }, now)
      })
    } catch (error) {
      // The role may do this, and still not with this request: its own, one that was decided or is over, or none that it sees.
      const reason = refusedByRule.find((code) => hasErrorCode(error, code))
      if (reason !== undefined) await accessLog.append({ ...step, outcome: 'denied', reason })
      throw error
    }
  }
}

/** Codes of what a rule refuses to whom the policies let try. */
const refusedByRule = ['four-eyes', 'wrong-state', 'not-found'] as const

/** For what somebody acts, and the policies that let them. */
interface Decided {
  readonly purpose: Purpose
  readonly policies: string[]
}

interface Step {
  readonly operation: 'break-glass.approve' | 'break-glass.refuse' | 'break-glass.end'
  readonly by: Decided
}

function actOf(officer: Officer, operation: `break-glass.${string}` & Reading['operation']) {
  return { operation, ...actorOf(officer), outcome: 'done' as const }
}
