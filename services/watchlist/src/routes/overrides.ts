import {
  closed,
  hasErrorCode,
  newUuid,
  Override,
  OverrideList,
  OverrideRequest,
  ServiceError,
  Uuid,
} from '@crosswatch/protocol'
import { actorOf, allRoles, problemResponse, type App, type Officer } from '@crosswatch/service-kit'
import type { WatchlistContext } from '../context.ts'
import type { Watchlist } from '../list/watchlist.ts'
import type { ActiveOverrides } from '../overrides/active-overrides.ts'
import { standingOf, takeStep, type Step } from '../overrides/decide.ts'
import { documentKey, identityKey } from '../overrides/keys.ts'
import { overrideRecord, refusedRecord, settledRecord } from '../overrides/records.ts'
import { counts, decideQuery, showsSubject } from '../query/decide.ts'
import { tidyText } from '../query/question.ts'
import { sealJson } from '../store/boxes.ts'
import {
  expireOverrides,
  insertOverride,
  listOverrides,
  lockOverride,
  openOverride,
  overrideContext,
  setOverride,
  type OverrideContent,
  type OverrideRow,
} from '../store/overrides.ts'

const params = closed({ id: Uuid })
const problems = { '4xx': problemResponse, '5xx': problemResponse }
const defaultDays = 90
const dayMs = 24 * 3_600_000

/** Travellers who are not whom an alert means: `/v1/overrides`. Asked for by one officer, approved by another. */
export function overrideRoutes(
  app: App,
  context: WatchlistContext,
  list: Watchlist,
  active: ActiveOverrides,
): void {
  const { policies, connection, storageKey, actLog, clock } = context

  app.post(
    '/v1/overrides',
    {
      config: { roles: allRoles },
      schema: {
        summary: 'Asks that a traveller is no longer taken for the subject of an alert',
        body: OverrideRequest,
        response: { 201: Override, ...problems },
      },
    },
    async ({ officer, body }, reply) => {
      const { alert: id, document, purpose, reason, days = defaultDays } = body
      // What it is about stands for a reference, here and below: the alert, and the traveller's document.
      const { refusal, policies: decided } = decideQuery(policies, officer, { purpose, reference: id })
      if (refusal !== undefined) {
        const about = { purpose, policies: [...decided], terms: { reference: id } }
        await actLog.append(connection.db, [refusedRecord(officer, 'override.request', refusal.code, about)])
        throw refusal
      }
      const alert = list.get(id)
      const at = clock()
      if (alert === undefined || !counts(alert, purpose, at)) {
        throw new ServiceError('not-found', { detail: `alert ${id}` })
      }
      if (alert.terms.mode === 'exercise') {
        throw new ServiceError('wrong-state', { detail: 'the alert is an exercise and is not acted upon' })
      }
      const content: OverrideContent = { document, reason: tidyText(reason), label: alert.label }
      const override = newUuid()
      const { box, key } = sealJson(storageKey, overrideContext(override), content)
      const row = await connection.transaction(async (tx) => {
        const over = await expireOverrides(tx, at, id)
        const inserted = await insertOverride(tx, {
          id: override,
          alert: id,
          alertVersion: alert.version,
          issuer: alert.terms.issuer,
          purpose,
          document: documentKey(storageKey, document),
          identity: identityKey(storageKey, alert.identity),
          content: box,
          contentKey: key,
          state: 'requested',
          requester: officer.id,
          createdAt: at,
          validUntil: new Date(at.getTime() + days * dayMs),
        })
        await actLog.append(tx, [
          ...over.map((one) => settledRecord('override.expire', one)),
          overrideRecord(officer, 'override.request', inserted),
        ])
        return inserted
      })
      return reply.code(201).send(toOverride(row, officer))
    },
  )

  app.get(
    '/v1/overrides',
    {
      config: { roles: allRoles },
      schema: {
        summary: 'Overrides, the latest first: all of them for a supervisor, their own for everybody else',
        response: { 200: OverrideList, ...problems },
      },
    },
    async ({ officer }) => {
      const rows = await listOverrides(connection.db, decides(officer) ? undefined : officer.id)
      await actLog.append(connection.db, [
        { ...actorOf(officer), operation: 'override.list', count: rows.length, outcome: 'done' },
      ])
      return { overrides: rows.map((row) => toOverride(row, officer)) }
    },
  )

  for (const step of ['approve', 'refuse', 'end'] as const) {
    app.post(
      `/v1/overrides/:id/${step}`,
      {
        config: { roles: allRoles },
        schema: { summary: summaries[step], params, response: { 200: Override, ...problems } },
      },
      async ({ officer, params: { id } }) => {
        const operation = `override.${step}` as const
        const refuse = async (reason: 'forbidden' | 'four-eyes') => {
          const about = { policies: [...decisionOn(officer).policies], terms: { note: `override ${id}` } }
          await actLog.append(connection.db, [refusedRecord(officer, operation, reason, about)])
        }
        if (step !== 'end' && !decides(officer)) {
          await refuse('forbidden')
          throw new ServiceError('forbidden')
        }
        const row = await connection
          .transaction(async (tx) => {
            const found = await lockOverride(tx, id)
            // What is somebody else's is as good as absent.
            if (found.requester !== officer.id && !decides(officer)) throw new ServiceError('not-found')
            if (step === 'approve' && standing(found) !== 'requested') {
              throw new ServiceError('wrong-state', { detail: `the override is ${standing(found)}` })
            }
            const state = takeStep(step, found, officer)
            const changed = { ...found, state, decider: step === 'end' ? found.decider : officer.id }
            await setOverride(tx, id, changed)
            await actLog.append(tx, [overrideRecord(officer, operation, changed)])
            return changed
          })
          .catch(async (error: unknown) => {
            if (hasErrorCode(error, 'four-eyes')) await refuse('four-eyes')
            throw error
          })
        await active.refresh()
        return toOverride(row, officer)
      },
    )
  }

  function decisionOn({ roles, authority }: Officer) {
    return policies.decideAccess({ act: 'decide', roles, authority, purpose: 'alert-management' })
  }

  function decides(officer: Officer): boolean {
    return decisionOn(officer).allowed
  }

  function standing(row: OverrideRow) {
    const alert = list.get(row.alert)
    const key = alert && identityKey(storageKey, alert.identity)
    return standingOf(row, clock(), alert, key !== undefined && Buffer.compare(key, row.identity) === 0)
  }

  function toOverride(row: OverrideRow, officer: Officer): Override {
    const { label, ...opened } = openOverride(storageKey, row)
    // The first line opens the record where it needs the name.
    const named =
      decides(officer) ||
      showsSubject(decideQuery(policies, officer, { purpose: row.purpose, reference: row.alert }))
    const { id, alert, issuer, requester, decider, createdAt, validUntil } = row
    return {
      id,
      alert,
      issuer,
      ...opened,
      label: named ? label : '',
      state: standing(row),
      requester,
      decider,
      createdAt: createdAt.toISOString(),
      validUntil: validUntil.toISOString(),
    }
  }
}

const summaries: Readonly<Record<Step, string>> = {
  approve: 'Approves an override, as another officer than who asked for it',
  refuse: 'Refuses an override',
  end: 'Ends an override before its time',
}
