import type { Test } from 'tap'
import type { Gateway } from '../support/gateway.ts'
import { drafts } from '../support/invented.ts'
import { formFields, visit } from '../support/visitor.ts'

/** Alerts from their draft to their review, and what others did upon them. */
export async function alertPages(t: Test, gateway: Gateway): Promise<void> {
  await t.test('from draft to approval by a second officer', async (t) => {
    const analyst = visit(gateway)
    await analyst.signIn('xa-analyst')
    await analyst.get('/alerts/new')
    t.equal((await analyst.post('/alerts/new', { step: 'form' })).status, 422, 'a category must be chosen')
    const form = await analyst.post('/alerts/new', { step: 'form', category: 'inquiry-check' })
    t.match(form.words, 'Inquiry check. On a hit: Interview')
    const typed = {
      ...formFields(form.text),
      nameFull: ['Liu Wei', '刘伟', ''],
      legalBasis: 'Labour Inspection Act, article 14',
      decisionReference: 'LI-2026/120',
      statement: 'Three complaints about the same fees.',
      gradeSource: 'B',
      gradeInformation: '2',
      phones: '+999 02 555 0107\n+999 02 555 0108',
      documents: 'passport, X1234567, XB\nsomething, without, sense, at all',
      ground: ['ilo-forced-labour/deception', 'recruitment-offences/worker-charged-fees'],
      step: 'submit',
    }
    const wrong = await analyst.post('/alerts/new', typed)
    t.equal(wrong.status, 422)
    t.match(wrong.words, 'Line 2: enter kind, number and country')
    t.match(formFields(wrong.text), {
      nameFull: ['Liu Wei', '刘伟', '', ''],
      ground: ['ilo-forced-labour/deception', 'recruitment-offences/worker-charged-fees'],
      documents: ['passport, X1234567, XB\nsomething, without, sense, at all'],
    })
    const other = await analyst.post('/alerts/new', { ...typed, step: 'category' })
    const pattern = await analyst.post('/alerts/new', { ...formFields(other.text), category: 'pattern' })
    t.match(pattern.words, 'Way of working.')
    t.notMatch(pattern.text, 'id="name-1"', 'a pattern names nobody')
    const back = await analyst.post('/alerts/new', { ...formFields(pattern.text), step: 'category' })
    const again = await analyst.post('/alerts/new', { ...formFields(back.text), category: 'inquiry-check' })
    t.match(
      formFields(again.text),
      { nameFull: ['Liu Wei', '刘伟'], phones: ['+999 02 555 0107\n+999 02 555 0108'] },
      'nothing is lost',
    )

    const more = await analyst.post('/alerts/new', { ...typed, step: 'more-names' })
    t.match(more.text, 'id="name-6"')

    const unfit = await analyst.post('/alerts/new', { ...typed, documents: 'passport, X1234567, XB' })
    t.equal(unfit.status, 422, 'the service refuses to submit')
    t.match(unfit.words, 'The draft is saved, but it cannot be submitted yet.')
    t.match(unfit.text, /<a href="#name-1">must hold a name with a birth year/)
    const address = /action="(\/alerts\/[0-9a-f-]{36}\/edit)"/.exec(unfit.text)?.[1] ?? ''
    const done = await analyst.post(address, {
      ...formFields(unfit.text),
      birthDates: '1979',
      step: 'submit',
    })
    t.match(done.words, 'Waits for approval')
    t.match(done.words, 'You wrote this, so a second officer must approve it.')
    t.notMatch(done.text, 'Approve and issue')
    const alert = address.replace('/edit', '')

    const supervisor = visit(gateway)
    await supervisor.signIn('xa-supervisor')
    t.match((await supervisor.get('/')).words, 'Liu Wei', 'it waits on the start page of who can approve')
    await supervisor.get(alert)
    t.match(
      (await supervisor.post(`${alert}/return`, { note: '' })).words,
      'Say in at most 300 characters what must change',
    )
    t.match((await supervisor.post(`${alert}/return`, { note: 'Which inspectorate?' })).words, 'Draft')
    await analyst.get(alert)
    t.match((await analyst.post(`${alert}/submit`, {})).words, 'Waits for approval')
    const waiting = await supervisor.get(alert)
    t.match(waiting.words, 'Belmora XB : Identity (names, licence and registration numbers)')
    t.match(waiting.words, 'Approve and issue to XB')
    t.match(
      waiting.words,
      'Of 12,400 queries at this node in the last 14 days it would have met fewer than 5 by',
    )
    t.match(waiting.words, '31 by name alone')
    t.match(waiting.words, 'Listed already No other alert in force matches this subject.')
    t.match(
      waiting.words,
      /Licensed agencies .*Silver.* Fern , Port Corva : Licence suspended, LIC-0117 \(xa-agencies\)/,
    )
    t.match(gateway.services.asked.at(-1), {
      purpose: 'alert-management',
      reference: `draft ${alert.replace('/alerts/', '')}`,
      subject: { name: 'Liu Wei', birthDate: '1979', documents: [{ number: 'X1234567' }] },
    })
    const changed = await supervisor.post(`${alert}/approve`, { recipients: 'e'.repeat(64) })
    t.equal(changed.status, 409)
    t.match(changed.words, 'is no longer what you confirmed')
    const confirmed = { recipients: formFields(waiting.text)['recipients'] ?? '' }
    const issued = await supervisor.post(`${alert}/approve`, confirmed)
    t.match(issued.words, /Active .* Version 1 /)
    t.match(issued.words, 'Belmora XB : Identity, Grounds')
    const twice = await supervisor.post(`${alert}/approve`, confirmed)
    t.equal(twice.status, 409)
    t.match(twice.words, 'The present state does not allow this step')

    t.match(
      (await supervisor.post(`${alert}/withdraw`, { reason: '' })).words,
      'Choose why the alert is withdrawn',
    )
    t.match((await supervisor.post(`${alert}/withdraw`, { reason: 'mistaken' })).words, 'Withdrawn')

    const own = visit(gateway)
    await own.signIn('xa-supervisor')
    const draft = await own.post('/alerts/new', { step: 'form', category: 'pattern' })
    const mine = await own.post('/alerts/new', {
      ...formFields(draft.text),
      ground: 'ilo-forced-labour/isolation',
      legalBasis: 'x',
      statement: 'y',
      gradeSource: 'A',
      gradeInformation: '1',
      step: 'submit',
    })
    t.match(mine.words, 'You wrote this, so a second officer must approve it.')
    const path = own.visited.at(-1) ?? ''
    const refused = await own.post(`${path}/approve`, confirmed)
    t.equal(refused.status, 403)
    t.match(refused.words, 'A second officer must decide this')
  })

  await t.test('alerts are listed, filtered and shown with every name in its own direction', async (t) => {
    const visitor = visit(gateway)
    await visitor.signIn('xa-supervisor')
    const received = await visitor.get('/alerts?state=&origin=received&category=&issuer=')
    t.match(received.text, /<bdi dir="auto">خالد بن سليم الراوي<\/bdi>/)
    t.notMatch(received.words, 'Silver Bridge')
    t.equal((await visitor.get('/alerts?state=nonsense')).status, 400)
    t.match((await visitor.get('/alerts/shortened')).words, 'Page not found', 'an address that is none')
    const address =
      /href="(\/alerts\/[0-9a-f-]{36})"/.exec((await visitor.get('/alerts?state=submitted')).text)?.[1] ?? ''
    const shown = await visitor.get(address)
    for (const words of [
      'about 1975',
      'دراغومير فانتو',
      'LIC-2019/0042',
      'Called twice by the hotline',
      'Deception',
      'Telegram @vantu-work',
    ]) {
      t.match(shown.words, words)
    }
    t.match(
      shown.words,
      /Listed already Dragomir Ilarion Vântu , Inquiry check of Arvenia/,
      'before it is issued',
    )
    const edit = await visitor.get(`${address}/edit`)
    t.match(formFields(edit.text), {
      nameFull: drafts[0]?.identity?.names.map(({ full }) => full),
      handles: ['telegram, @vantu-work'],
    })
    t.equal((await visitor.get('/alerts/01980f00-0000-7000-8000-00000000dead')).status, 404)
  })

  await t.test('imports are approved by who did not bring them', async (t) => {
    const visitor = visit(gateway)
    await visitor.signIn('xa-supervisor')
    t.match((await visitor.get('/imports')).words, /oflc-debarments whole list Waits for approval 138/)
    const path = '/imports/01980f00-0000-7000-8000-00000000000a'
    const shown = await visitor.get(path)
    t.match(shown.words, /138 new or changed alerts.* Belmora XB : Identity/)
    const confirmed = { recipients: formFields(shown.text)['recipients'] ?? '' }
    t.match((await visitor.post(`${path}/approve`, confirmed)).words, /oflc-debarments whole list Done/)
  })

  await t.test('what ends soon is on a board, and is extended with an assessment of its own', async (t) => {
    const analyst = visit(gateway)
    await analyst.signIn('xa-analyst')
    const board = await analyst.get('/reviews-due')
    t.match(
      board.words,
      /<b>Dana<\/b> Ortov Wanted broker 31 Mar 2026 .* Drafter: extend, withdraw or let it end/,
    )
    t.match(board.words, 'debarred-agencies 1,200 1 Apr 2026')
    const list = await analyst.get('/alerts?state=active&origin=own')
    const alert = /\/alerts\/[0-9a-f-]{36}/.exec(list.text)?.[0] ?? ''
    await analyst.get(alert)
    const empty = await analyst.post(`${alert}/extend`, { validUntil: 'soon', statement: '' })
    t.equal(empty.status, 422)
    t.match(empty.words, 'Enter a day, like 2027-03-31')
    t.match(empty.words, 'Say in at most 300 characters why it is to stand longer')
    const same = { validUntil: '2027-03-31', statement: 'Several workers say so.' }
    t.match((await analyst.post(`${alert}/extend`, same)).words, 'it is that of the version before')
    const assessed = { ...same, statement: 'The appeal was dismissed.' }
    t.equal((await analyst.post(`${alert}/extend`, assessed)).status, 200)
  })

  await t.test(
    'the board of measures says who acted and who is silent; a measure is reported from the alert',
    async (t) => {
      const analyst = visit(gateway)
      await analyst.signIn('xa-analyst')
      const board = await analyst.get('/measures')
      t.match(board.words, /Wanted broker 2 1 Belmora \S+$|Wanted broker 2 1 Belmora/)
      const at = /\/alerts\/[0-9a-f-]{36}\/measures/.exec(board.text)?.[0] ?? ''
      t.match(
        (await analyst.get(at)).words,
        'Hits: 2; the subject: 1; somebody else: 0. Done there: interviewed.',
      )
      const empty = await analyst.post(at, { kind: '', day: 'today', reference: '' })
      t.equal(empty.status, 422)
      t.match(empty.words, 'Choose what was done')
      const measure = { kind: 'licence-suspended', day: '2026-03-02', reference: 'LIC-77' }
      t.match((await analyst.post(at, measure)).words, 'day must not lie ahead')
      const reported = await analyst.post(at, { ...measure, day: '2026-02-27' })
      t.match(reported.words, 'Licence suspended or withdrawn 27 Feb 2026 Labour <i>Inspectorate</i> LIC-77')
    },
  )

  await t.test(
    'a supervisor flags an alert of another jurisdiction, with a reason, and lifts the flag',
    async (t) => {
      const visitor = visit(gateway)
      await visitor.signIn('xa-supervisor')
      const list = await visitor.get('/alerts?origin=received')
      const path = /href="(\/alerts\/[0-9a-f-]{36})"/.exec(list.text)?.[1] ?? ''
      t.match((await visitor.get(path)).words, 'Flag as not actionable here')
      const refused = await visitor.post(`${path}/flag`, { flagReason: '', flagNote: 'No offence' })
      t.equal(refused.status, 422)
      t.match(refused.words, 'Choose why it is not acted upon here')
      t.match(formFields(refused.text), { flagNote: ['No offence'] })
      const flagged = await visitor.post(`${path}/flag`, {
        flagReason: 'national-law',
        flagNote: 'No offence',
      })
      t.match(flagged.words, /Active Flagged .* Lift the flag .* Incompatible with national law No offence/)
      t.match((await visitor.get('/alerts?origin=received')).words, /Active Flagged/)
      t.notMatch((await visitor.post(`${path}/unflag`, {})).words, 'Flagged')
      const own = /href="(\/alerts\/[0-9a-f-]{36})"/.exec(
        (await visitor.get('/alerts?origin=own&state=active')).text,
      )
      t.notMatch(
        (await visitor.get(own?.[1] ?? '')).words,
        'Flag as not',
        'an own alert is withdrawn instead',
      )
    },
  )
}
