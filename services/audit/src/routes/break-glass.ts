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
  type ActingRole,
  Uuid,
} from '@crosswatch/protocol'
import { allRoles, type App, type Officer, problemResponse } from '@crosswatch/service-kit'
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

/** Who sees and ends their own. Who may ask and who may grant, the policies say. */
const askers = ['border-officer', 'liaison-officer', 'analyst', 'supervisor'] as const
const overseers: readonly ActingRole[] = ['supervisor', 'auditor']
const purpose: Purpose = 'alert-management'

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
        purpose,
        policies: [...by],
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
      config: { roles: [...askers, 'auditor'] },
      schema: {
        summary: 'Requests for break-glass: one’s own, for supervisors and auditors everybody’s',
        response: { 200: BreakGlassList, default: problemResponse },
      },
    },
    async ({ officer }) => {
      const everybody = officer.roles.some((role) => overseers.some((overseer) => overseer === role))
      const rows = await listGrants(connection.db, everybody ? undefined : officer.id)
      await accessLog.append({ ...actOf(officer, 'break-glass.list'), count: rows.length })
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
        return change(
          id,
          officer,
          { operation: `break-glass.${step}`, policies: by },
          async (tx, row, now) => {
            if (row.officer === officer.id)
              throw new ServiceError('four-eyes', { detail: `break-glass ${id}` })
            if (stateOf(row, now) !== 'asked')
              throw new ServiceError('wrong-state', { detail: `break-glass ${id}` })
            if (step === 'approve') await queueReview(tx, row, { by: officer.id, at: now })
            const endsAt = step === 'approve' ? endOf(now) : null
            return { decidedBy: officer.id, decidedAt: now, endsAt }
          },
        )
      },
    )
  }

  app.post(
    '/v1/break-glass/:id/end',
    {
      config: { roles: [...askers, 'auditor'] },
      schema: {
        summary: 'Ends break-glass at once: the officer it was granted to, any supervisor, any auditor',
        params,
        response: { 200: BreakGlass, default: problemResponse },
      },
    },
    ({ params: { id }, officer }) =>
      change(id, officer, { operation: 'break-glass.end' }, (_tx, row, now) => {
        const theirs = row.officer === officer.id
        // To anybody else it is as if it were not there.
        if (!theirs && !officer.roles.some((role) => overseers.some((overseer) => overseer === role))) {
          throw new ServiceError('not-found')
        }
        if (stateOf(row, now) !== 'in-force')
          throw new ServiceError('wrong-state', { detail: `break-glass ${id}` })
        return Promise.resolve({ endsAt: now, endedBy: officer.id })
      }),
  )

  app.get(
    '/v1/break-glass/:id/uses',
    {
      config: { roles: ['auditor'] },
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

  /** Whether the policies let this officer ask, or decide. A refusal is on record. @returns the policies that led to it */
  async function decide(
    officer: Officer,
    act: Extract<AccessAct, 'request' | 'grant'>,
    operation: Exclude<Step['operation'], 'break-glass.end'> | 'break-glass.ask',
  ): Promise<readonly string[]> {
    const { roles, authority } = officer
    const decision = policies.decideAccess({ act, roles, authority, purpose })
    if (decision.allowed) return decision.policies
    const reason = decision.reason === 'failed' ? 'refused-by-policy' : 'forbidden'
    await accessLog.append({
      ...actOf(officer, operation),
      purpose,
      policies: [...decision.policies],
      outcome: 'denied',
      reason,
    })
    throw new ServiceError(reason)
  }

  type Transaction = Parameters<Parameters<typeof connection.transaction>[0]>[0]
  type Change = Parameters<typeof changeGrant>[2]

  /** One step, on record before it counts: a step that cannot be recorded is not taken. One that a rule refuses is on record too. */
  async function change(
    id: string,
    officer: Officer,
    { operation, policies: by }: Step,
    decideStep: (tx: Transaction, row: GrantRow, now: Date) => Promise<Change>,
  ): Promise<BreakGlass> {
    const decided = by === undefined ? {} : { purpose, policies: [...by] }
    const step = { ...actOf(officer, operation), ...decided, terms: { query: { grant: id } } }
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
      const reason = refusals.find((code) => hasErrorCode(error, code))
      if (reason !== undefined) await accessLog.append({ ...step, outcome: 'denied', reason })
      throw error
    }
  }
}

const refusals = ['four-eyes', 'wrong-state', 'not-found'] as const

/** A step on a request, and the policies that led to it where they were asked. */
interface Step {
  readonly operation: 'break-glass.approve' | 'break-glass.refuse' | 'break-glass.end'
  readonly policies?: readonly string[]
}

function actOf({ id, authority, roles }: Officer, operation: `break-glass.${string}` & Reading['operation']) {
  return { operation, officer: id, authority, roles: [...roles], outcome: 'done' as const }
}
