import type { Test } from 'tap'
import type { Gateway } from '../support/gateway.ts'
import { formFields, visit } from '../support/visitor.ts'

/** Hits, their threads, and how often alerts are right. */
export async function hitPages(t: Test, gateway: Gateway): Promise<void> {
  await t.test('a hit is confirmed from the answer, by those who may and never for a drill', async (t) => {
    const visitor = visit(gateway)
    await visitor.signIn('xa-border')
    await visitor.get('/query')
    const answer = await visitor.post('/query', { name: 'vantu', purpose: 'border-check' })
    const offers = [...answer.text.matchAll(/Confirm this hit/g)].length
    const drills = [...answer.text.matchAll(/This alert is a drill/g)].length
    t.ok(offers > 0)
    t.equal(offers + drills, [...answer.text.matchAll(/<article/g)].length, 'every real result, and no drill')
    const alert = '01980f00-0000-7000-8000-000000000001'
    const form = await visitor.post('/hits/new', { alert })
    t.match(form.words, new RegExp(`The report goes sealed to the jurisdiction .* ${alert}`))
    const report = {
      ...formFields(form.text),
      place: ['Gate 4'],
      taken: ['interviewed'],
      desk: ['Duty desk'],
    }
    const filled = Object.fromEntries(Object.entries(report).map(([name, [value = '']]) => [name, value]))
    const wrong = await visitor.post('/hits', { ...filled, place: '', at: '2099-01-01T00:00' })
    t.equal(wrong.status, 422)
    t.match(wrong.words, /Say where it was/)
    t.match(wrong.words, /The time lies ahead of now/)
    t.match(
      (await visitor.post('/hits', { ...filled, place: 'nowhere' })).words,
      /No agreement in force covers/,
    )
    t.match((await visitor.post('/hits', filled)).words, /The hit is reported .* under number [0-9a-f-]{36}/)
    t.match(visitor.visited.at(-1), /^\/hits\/[0-9a-f-]{36}\/reported$/)
    t.equal((await visitor.get('/hits')).status, 403)

    const analyst = visit(gateway)
    await analyst.signIn('xa-analyst')
    await analyst.get('/query')
    const other = await analyst.post('/query', { name: 'vantu', purpose: 'labour-inspection' })
    t.notMatch(other.text, 'Confirm this hit')
  })

  await t.test(
    'a thread: overdue first, answered with evidence, exhibits signed by both, closed',
    async (t) => {
      const visitor = visit(gateway)
      await visitor.signIn('xa-liaison')
      const inbox = await visitor.get('/hits')
      t.match(inbox.words, /Belmora this jurisdiction Inquiry check .* Open Danger Overdue/)
      t.match(inbox.words, /Closed It was somebody else/)
      const path = /href="(\/hits\/[^"]+)"/.exec(inbox.text)?.[1] ?? ''
      const shown = await visitor.get(path)
      t.match(shown.words, /Request from Belmora, .* Overdue <b>Which<\/b> exhibits\?/)
      t.match(shown.words, /Exhibits handed over .* Desk XB Desk XA .* Not yet/)
      const send = (fields: Record<string, string>) => visitor.post(`${path}/messages`, fields)
      const refused = await send({ kind: 'request', question: '', legalBasis: 'Act', urgency: 'normal' })
      t.equal(refused.status, 422)
      t.match(formFields(refused.text), { legalBasis: ['Act'] })
      t.match((await send({ kind: 'handover', exhibits: 'abc' })).words, /64 hexadecimal digits/)
      const ahead = await send({
        kind: 'handover',
        exhibits: 'a'.repeat(64),
        from: 'Desk XA',
        to: 'Desk XB',
        handedAt: '2099-01-01T10:00',
      })
      t.match(ahead.words, 'This time is still to come', 'custody is signed for what happened')
      t.match((await send({ kind: 'closing' })).words, /Choose what came of it/)

      const request = formFields(shown.text)['about']?.[0] ?? ''
      const asked = /<option value="([^"]+)"[^>]*>&lt;b&gt;Which/.exec(shown.text)?.[1] ?? request
      const answered = await send({ kind: 'answer', about: asked, text: 'See below', evidence: 'yes' })
      t.match(answered.words, /Answer from Arvenia, .* See below .* Evidence for this request: Case 77 Image/)
      t.notMatch(answered.words, 'Answer a request', 'what is answered waits no more')
      const handover = /name="about" value="([^"]+)"/.exec(answered.text)?.[1] ?? ''
      t.notMatch((await send({ kind: 'handover-confirmed', about: handover })).words, 'Not yet')
      const ended = await send({ kind: 'closing', outcome: 'confirmed' })
      t.match(ended.words, /It was the subject of the alert/)
      t.notMatch(ended.words, 'Ask for supplementary information')
    },
  )

  await t.test('precision is counted for each issuer and each alert', async (t) => {
    const visitor = visit(gateway)
    await visitor.signIn('xa-auditor')
    const { words, text } = await visitor.get('/precision')
    t.match(words, /Belmora 1 4 1 2 1 0 67 %/)
    t.notMatch(text, 'href="/alerts/', 'an auditor is not led where they may not go')
  })
}
