import type { Test } from 'tap'
import type { Gateway } from '../support/gateway.ts'
import { visit } from '../support/visitor.ts'

/** What auditors decide on: samples, looks abroad, what waits, what is kept. */
export async function auditorPages(t: Test, gateway: Gateway): Promise<void> {
  await t.test('auditors draw a sample and decide on it', async (t) => {
    const visitor = visit(gateway)
    await visitor.signIn('xa-auditor')
    t.match((await visitor.get('/reviews')).words, 'Nothing waits.')
    const wrong = await visitor.post('/reviews/sample', { count: 'many', from: '' })
    t.equal(wrong.status, 422)
    t.match(wrong.words, /Enter a number from 1 to 200 .* Enter a day/)
    const drawn = await visitor.post('/reviews/sample', { count: '1', from: '2026-03-01', authority: '' })
    t.match(drawn.words, /1 waits, the oldest since 1 Mar 2026/)
    t.match(drawn.words, /Follow xa-border Drawn by lot Drawn by lot from the root of the log/)
    const address = /action="(\/reviews\/[0-9a-f-]{36}\/verdict)"/.exec(drawn.text)?.[1] ?? ''
    t.notMatch(drawn.text, /<option value="proper" selected/, 'no verdict is given by leaving it')
    for (const verdict of ['', 'fine']) {
      const missing = await visitor.post(address, { verdict, note: 'No such flight.' })
      t.equal(missing.status, 422)
      t.match(missing.words, /Choose what you found .* Follow xa-border/)
      t.match(missing.text, 'value="No such flight."', 'what was written stays')
    }
    const decided = await visitor.post(address, { verdict: 'improper', note: 'No such flight.' })
    t.match(decided.words, /Nothing waits. .* Open the record Misuse xa-auditor/)
  })

  await t.test(
    'auditors see who looked abroad, what does not fit, and who stands behind a pseudonym',
    async (t) => {
      const visitor = visit(gateway)
      await visitor.signIn('xa-auditor')
      const { words } = await visitor.get('/receipts')
      t.match(words, /Belmora: 1 receipt is refuted by its log/)
      t.match(words, /Corvania has not said for too long whether it looked/)
      t.match(words, /no receipt accounts for the places from 3 up to 1,100/)
      t.match(words, /Corvania reported a hit on .* and no receipt tells of a look at it/)
      t.match(words, /query\.of-a-newer-node Border check .* version 2 \(opened: Identity\) Refuted place 12/)
      t.equal((await visitor.get('/receipts?after=5')).status, 200)
      t.equal((await visitor.get('/receipts?after=0')).status, 400)
      const ask = (pseudonym: string, jurisdiction = 'XB') =>
        visitor.post('/receipts/resolve', { jurisdiction, pseudonym, reference: 'request 12' })
      t.match((await ask('B'.repeat(22))).words, /B{22} : Follow xa-border/)
      t.match((await ask('C'.repeat(22))).words, /C{22} : nobody of this node/)
      const wrong = await ask('short')
      t.equal(wrong.status, 422)
      t.match(wrong.words, 'Enter the 22 characters of a pseudonym')
      t.match(
        (await visitor.post('/log/follow', { alert: '019a2b3c-4d5e-7000-8000-00000000a1e7' })).words,
        /Elsewhere .* Belmora Border query Border check 2 1 0/,
      )
    },
  )

  await t.test(
    'auditors see first what waits, who may sign in, and whether the log is confirmed',
    async (t) => {
      const visitor = visit(gateway)
      await visitor.signIn('xa-auditor')
      const { words } = await visitor.get('/')
      t.match(words, /Nobody has confirmed the access log for too long/)
      t.match(words, /Findings without a verdict 4 20 Feb 2026/)
      t.match(words, /Erasures elsewhere that are overdue 1 27 Feb 2026 Disputes that are overdue 0/)
      t.match(words, /Auditor Inspectorate 2 1 Administrator Data centre 3 0/)
      const analyst = visit(gateway)
      await analyst.signIn('xa-analyst')
      t.notMatch((await analyst.get('/')).words, 'How things stand')
      t.match((await analyst.get('/')).words, '1 alert ends soon unless somebody looks at it again.')
      t.notMatch(words, 'ends soon')
    },
  )

  await t.test('auditors see what is due to be erased, set a legal hold and lift it', async (t) => {
    const visitor = visit(gateway)
    await visitor.signIn('xa-auditor')
    t.match(
      (await visitor.get('/retention')).words,
      /Accesses and exchanges 36 1,200 200 1,000 .* Reports of hits and their threads 36 31 2 0 17 .* None\./,
    )
    const hold = (kind: string, subject: string, reason = 'Order 12') =>
      visitor.post('/retention/holds', { kind, subject, reason })
    for (const wrong of [
      await hold('alert', 'xa-border'),
      await hold('everything', 'x'),
      await hold('officer', ''),
    ]) {
      t.equal(wrong.status, 422)
      t.match(wrong.words, 'Enter an officer, or the id of an alert, a record, a consent or a list')
    }
    t.match((await hold('officer', 'xa-border', '')).words, 'Enter the proceeding or order')
    const held = await hold('officer', 'xa-border')
    t.match(held.words, /What an officer did xa-border Order 12 xa-auditor 2 Mar 2026/)
    const address = /action="(\/retention\/holds\/[0-9a-f-]{36}\/lift)"/.exec(held.text)?.[1] ?? ''
    t.equal((await visitor.post(address, { reason: '' })).status, 400)
    t.match((await visitor.post(address, { reason: 'Closed' })).words, /Legal holds None\./)
  })
}
