import { setTimeout as delay } from 'node:timers/promises'
import { startFederation } from '@crosswatch/infra'
import type { ConsentDetail, Problem, Released } from '@crosswatch/protocol'
import t from 'tap'
import { inDatabase } from '../support/databases.ts'
import { staffOf } from '../support/sharing.ts'

/** A consent service that is killed, at either end and at any moment, discloses nothing, and what it says helps. */
const federation = await startFederation({
  nodes: 2,
  logLevel: 'warn',
  services: ['audit', 'exchange', 'alerts', 'consent'],
})
t.teardown(() => federation[Symbol.asyncDispose]())
const { protection } = await staffOf(federation, 'XA')
const { liaison } = await staffOf(federation, 'XB')

const told = 'Reachable through the shelter at noon'
const day = (days: number) => new Date(Date.now() + days * 24 * 3_600_000).toISOString()
const { id } = await protection.expect<{ id: string }>('consent', 'POST', '/v1/consents', {
  subject: 'S-2026-014',
  notice: { title: 'What we pass on, and to whom', version: '3', language: 'ne' },
  status: 'given',
  method: 'signed',
  recipients: ['XB'],
  never: [],
  purposes: ['criminal-investigation'],
  categories: ['contact'],
  validUntil: day(90),
  reviewBy: day(30),
  information: { contact: told },
})
const question = {
  origin: 'XA',
  consent: id,
  purpose: 'criminal-investigation',
  legalBasis: 'Criminal Procedure Act, section 12',
  categories: ['contact'],
}

/** Asks once. Nobody at the other end of a connection is an answer as well. */
async function ask(): Promise<{ status: number; body: unknown }> {
  try {
    return await liaison.call('consent', 'POST', '/v1/releases', question)
  } catch {
    return { status: 0, body: undefined }
  }
}

/** Openings of the consent that its origin has on record as released, and answers that XB's own log has as opened. */
async function onRecord() {
  const { openings } = await protection.expect<ConsentDetail>('consent', 'GET', `/v1/consents/${id}`)
  const opened = await inDatabase(federation, 'XB', async (client) => {
    const { rows } = await client.query<{ opened: number }>(
      `select count(*)::int as opened from audit.record
       where position('"operation":"release.open"'::bytea in record) > 0 and position('"outcome":"done"'::bytea in record) > 0`,
    )
    return rows[0]?.opened ?? 0
  })
  return { released: openings.filter(({ released }) => released).length, opened }
}

void t.test('whichever consent service is killed while survivor information is asked for', async (t) => {
  const { information } = await liaison.expect<Released>('consent', 'POST', '/v1/releases', question)
  t.same(information, { contact: told })
  let shown = 1
  for (const [victim, afterMs] of [
    ['xa-consent', 0],
    ['xa-consent', 60],
    ['xb-consent', 30],
    ['xb-consent', 120],
  ] as const) {
    const asking = ask()
    await delay(afterMs)
    federation.processes.kill(victim, 'SIGKILL')
    const { status, body } = await asking
    if (status === 200) shown++
    else t.notMatch(JSON.stringify(body ?? ''), told, `${victim} after ${afterMs} ms: ${status}`)
    await federation.processes.waitReady({ timeoutMs: 180_000 })
  }
  const { released, opened } = await onRecord()
  t.ok(shown <= opened, `${shown} were shown, ${opened} stand in the log of the node that asked`)
  t.ok(opened <= released, `and no more than the ${released} that the origin released`)
})

void t.test(
  'while the consent service of the origin hangs nothing is disclosed, and the error says what to do',
  async (t) => {
    // It hangs, rather than ends: an ended one would be started again at once.
    federation.processes.kill('xa-consent', 'SIGSTOP')
    const answer = await ask()
    federation.processes.kill('xa-consent', 'SIGCONT')
    t.match(answer, {
      status: 504,
      body: { code: 'timed-out', title: 'No answer came in time; try again.' },
    })
  },
)

void t.test('while the origin is away the officer is told what to do, and later it goes on', async (t) => {
  const before = await onRecord()
  federation.processes.kill('xa-exchange', 'SIGSTOP')
  const { status, body } = await ask()
  federation.processes.kill('xa-exchange', 'SIGCONT')
  t.ok(status === 503 || status === 504, `${status}`)
  const { title } = body as Problem
  t.match(title, /try again/i)
  t.notMatch(JSON.stringify(body), told)
  // What was asked arrives late, and is answered to nobody: the session is over.
  await delay(3_000)
  t.equal((await onRecord()).opened, before.opened)
  const { information } = await liaison.expect<Released>('consent', 'POST', '/v1/releases', question)
  t.same(information, { contact: told })
})
