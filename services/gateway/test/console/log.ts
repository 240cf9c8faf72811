import type { Test } from 'tap'
import type { Gateway } from '../support/gateway.ts'
import { formFields, visit } from '../support/visitor.ts'

/** The access log: searched, proved, followed, replayed, handed on, and counted for everybody. */
export async function logPages(t: Test, gateway: Gateway): Promise<void> {
  await t.test('the access log: search, one record, its proof, the whole log', async (t) => {
    const visitor = visit(gateway)
    await visitor.signIn('xa-auditor')
    await visitor.get('/log')
    const found = await visitor.post('/log', { officer: 'xa-border', operation: 'query', outcome: '' })
    t.match(found.words, /xa-border Border Guard of Arvenia Border query Border check Hit 1 of XB 0/)
    t.notMatch(visitor.visited.join(' '), 'xa-border', 'the officer is in no address')
    t.equal((await visitor.post('/log', { from: 'then' })).status, 422)
    const older = await visitor.post('/log', formFields(found.text.slice(found.text.lastIndexOf('<form'))))
    t.notMatch(older.words, 'Older records')

    const address = /href="(\/log\/[0-9a-f-]{36})"/.exec(found.text)?.[1] ?? ''
    const record = await visitor.get(address)
    for (const words of [
      'Flight XX 118',
      'vantu dragomri',
      'Birth date',
      'role/border-officer/query',
      'The record is in the log as it was written',
      'The checkpoint is signed with the log key that the root of this jurisdiction certified',
      '0 of 4',
      'crosswatch/demo/XA/access-log',
    ]) {
      t.match(record.words, words)
    }
    gateway.services.tampered = 'record'
    const changed = await visitor.get(address)
    t.match(changed.words, '✗ The record does not lead to the root of the checkpoint.')
    t.match(changed.words, '✓ The checkpoint is signed')
    gateway.services.tampered = 'key'
    const foreign = await visitor.get(address)
    t.match(foreign.words, '✓ The record is in the log')
    t.match(
      foreign.words,
      '✗ No log key that the root of this jurisdiction certified has signed the checkpoint.',
    )
    delete gateway.services.tampered
    t.match((await visitor.get(`${address}/proof`)).text, /^c2sp.org\/tlog-proof@v1/)
    const whole = await visitor.get('/log/export')
    t.equal(whole.headers.get('content-disposition'), 'attachment; filename="access-log.ndjson"')
    t.match(whole.text, '"checkpoint"')
  })

  await t.test('a recorded query is answered again, and what differs is said', async (t) => {
    const visitor = visit(gateway)
    await visitor.signIn('xa-auditor')
    await visitor.get('/log')
    const found = await visitor.post('/log', { officer: 'xa-border', operation: 'query', outcome: '' })
    const address = /href="(\/log\/[0-9a-f-]{36})"/.exec(found.text)?.[1] ?? ''
    const record = await visitor.get(address)
    t.match(record.words, 'Answer it again from the list of that time')
    const again = await visitor.post(`${address}/replay`, {})
    t.match(again.words, '✗ The list, as it stood then, does not give the answer that is on record.')
    t.match(again.words, /Listed in another version than the one on record: Follow 01980f00/)
    t.match(again.words, /On record Hit Follow \S+ version 1 From the list Hit Follow \S+ version 2/)
    t.match(again.words, /3 of the alerts that were listed then/)
    t.match(again.words, 'watchlist 0.0.9; now watchlist 0.1.0')
  })

  await t.test('from a record to its officer and its alerts, without either in an address', async (t) => {
    const visitor = visit(gateway)
    await visitor.signIn('xa-auditor')
    await visitor.get('/log')
    const found = await visitor.post('/log', { officer: 'xa-border', authority: 'Border Guard of Arvenia' })
    const address = /href="(\/log\/[0-9a-f-]{36})"/.exec(found.text)?.[1] ?? ''
    await visitor.get(address)
    const officer = await visitor.post('/log/follow', { officer: 'xa-border' })
    t.match(officer.words, /Officer followed xa-border 3 looks, the first on .* the last on/)
    t.match(officer.words, /Border query Border Guard of Arvenia Border check Hit 3/)
    t.match(officer.words, /Follow 01980f00-0000-7000-8000-000000000001 2 1 Mar 2026/)
    const alert = await visitor.post('/log/follow', { alert: '01980f00-0000-7000-8000-000000000001' })
    t.match(alert.words, /Alert followed 01980f00.* Who looked .* Follow xa-border 3/)
    t.equal((await visitor.post('/log/follow', {})).status, 400)
    t.notMatch(visitor.visited.join(' '), /xa-border|01980f00-0000-7000-8000-000000000001/)
  })

  await t.test('chosen records are handed on as a file that proves itself, and on paper', async (t) => {
    const visitor = visit(gateway)
    await visitor.signIn('xa-auditor')
    await visitor.get('/log')
    const found = await visitor.post('/log', { officer: 'xa-border' })
    const form = found.text.slice(found.text.indexOf('action="/log/report"'))
    const records = [...form.matchAll(/name="record" value="([^"]+)"/g)].map(([, id = '']) => id)
    t.equal(records.length, 2)
    const report = await visitor.post('/log/report', { record: records })
    t.match(report.words, /Arvenia XA Report from the access log 2 records, printed on .* by xa-auditor/)
    for (const words of ['Flight XX 118', '✓ The record is in the log', 'Place 1 of 4', 'verify-bundle']) {
      t.match(report.words, words)
    }
    const evidence = await visitor.post('/log/evidence', { record: records })
    t.equal(evidence.headers.get('content-disposition'), 'attachment; filename="evidence.json"')
    t.strictSame(
      (JSON.parse(evidence.text) as { records: { id: string }[] }).records.map(({ id }) => id),
      records,
    )
    t.equal((await visitor.post('/log/report', { record: ['nothing'] }, '')).status, 403)
    await visitor.get('/log')
    t.equal((await visitor.post('/log/report', { record: ['nothing'] })).status, 400)
  })

  await t.test('everybody may see how the node is used, without small numbers', async (t) => {
    const page = await visit(gateway).get('/oversight')
    t.equal(page.status, 200)
    t.match(page.words, /February 2026 Looks: 1,200 .*Border check 1,190 Labour inspection not published/)
    t.match(page.words, 'crosswatch/demo/XA/access-log')
  })
}
