import type { Test } from 'tap'
import { clearanceNotice } from '../../src/console/words/clearance-notice.ts'
import type { Gateway } from '../support/gateway.ts'
import { visit } from '../support/visitor.ts'

/** Consents, survivor information and disputes. */
export async function protectionPages(t: Test, gateway: Gateway): Promise<void> {
  await t.test('a consent is recorded with nothing ticked beforehand, and withdrawn', async (t) => {
    const visitor = visit(gateway)
    await visitor.signIn('xa-protection')
    t.match((await visitor.get('/consents')).words, /S-2026-014 Given/)
    t.notMatch((await visitor.get('/consents/new')).text, /\bchecked\b/)
    const missing = await visitor.post('/consents/new', { subject: 'S-1' })
    t.equal(missing.status, 422)
    t.match(missing.words, /Choose what the person said Choose how the person said it/)
    t.match(missing.words, /Enter the last day of the consent.* Enter the day by which to ask again/)
    const shown = await visitor.get('/consents/01980f00-0000-7000-8000-0000000000c1')
    t.match(shown.words, /Never Corvania/)
    t.match(shown.words, /Border Guard, Belmora/)
    const own = '/consents/01980f00-0000-7000-8000-0000000000c1/openings'
    const proofs = await visitor.post(own, { part: '1' })
    t.equal(proofs.headers.get('content-disposition'), 'attachment; filename="openings.json"')
    t.match(proofs.text, '"id": "01980f00-0000-7000-8000-0000000000a1"', 'the record of the opening')
    await visitor.get(own.replace('/openings', ''))
    t.equal((await visitor.post(own, { part: '2' })).status, 404)
  })

  await t.test('survivor information is shown once, or a sentence says what to do', async (t) => {
    const visitor = visit(gateway)
    await visitor.signIn('xa-liaison')
    await visitor.get('/survivor-information')
    const question = {
      origin: 'XB',
      consent: '01980f00-0000-7000-8000-0000000000c1',
      purpose: 'criminal-investigation',
      legalBasis: 'Act, section 12',
      categories: 'contact',
    }
    t.match((await visitor.post('/survivor-information', question)).words, 'Through the shelter')
    t.notMatch((await visitor.get('/survivor-information')).words, 'Through the shelter')
    const refused = await visitor.post('/survivor-information', { ...question, origin: 'XC' })
    t.equal(refused.status, 403)
    t.match(refused.words, 'ask the protection officer there')
  })

  await t.test('what the subject of an alert asks is recorded, blocked meanwhile and decided', async (t) => {
    const visitor = visit(gateway)
    await visitor.signIn('xa-protection')
    const board = await visitor.get('/disputes')
    t.match(board.words, /Erasure Belmora Arvenia .* Open Overdue/)
    const path = /href="(\/disputes\/[0-9a-f-]{36})"/.exec(board.text)?.[1] ?? ''
    t.match((await visitor.get(path)).words, /<i>It is<\/i> not me\./)
    t.match(
      (await visitor.post(`${path}/block`, { block: 'yes' })).words,
      /Not shown here .* Show the alert again/,
    )
    const refused = await visitor.post(`${path}/decide`, { outcome: 'granted' })
    t.equal(refused.status, 422)
    t.match(refused.words, 'Write what the person is told')
    const decided = await visitor.post(`${path}/decide`, { outcome: 'granted', explanation: 'It is erased.' })
    t.match(decided.words, /Granted .* What the person is told It is erased\./)
    t.notMatch(decided.words, 'Decision')

    t.notMatch((await visitor.get('/disputes/new')).text, /\bchecked\b/)
    const request = {
      alert: '01980f00-0000-7000-8000-000000000001',
      request: 'access',
      statement: 'What is kept?',
    }
    const wrong = await visitor.post('/disputes', { ...request, alert: 'no', block: 'yes' })
    t.match(wrong.words, /Enter the number of the alert, .* Who asks only what is kept contests nothing/)
    t.match(
      (await visitor.post('/disputes', { ...request, statement: 'nothing' })).words,
      /No agreement in force/,
    )
    const unknown = await visitor.post('/disputes', {
      ...request,
      alert: '01980f00-0000-7000-8000-00000000dead',
    })
    t.match(unknown.words, 'No alert has this number here')
    const recorded = await visitor.post('/disputes', request)
    t.match(recorded.words, /Request for access Open .* issued by Belmora/)
    t.notMatch(recorded.words, 'Decision', 'the issuer decides')
    t.notMatch(recorded.words, 'Do not show', 'access contests nothing')
  })
  await t.test('somebody is cleared everywhere with their consent, and the issuer decides', async (t) => {
    const officer = visit(gateway)
    await officer.signIn('xa-liaison')
    const notice = await officer.get('/clearances/notice')
    t.match(notice.words, /Neither your name nor .* Ni votre nom ni .* Notice 2026-1/)
    t.match(notice.text, /<section class="cw-narrow" lang="ar" dir="rtl"/)
    t.same(
      notice.text
        .split('<section')
        .slice(1)
        .map((section) => section.split('<li>').length - 1),
      clearanceNotice.languages.map(() => 8),
      'whole in each language',
    )
    t.notMatch((await officer.get('/clearances')).words, 'Accept', 'a supervisor decides')
    const override = '01980f00-0000-7000-8000-0000000000aa'
    const form = await officer.post('/clearances/new', { override })
    t.notMatch(form.text, /\bchecked\b/, 'no yes beforehand')
    const given = {
      override,
      birthDate: '1991-02-03',
      ground: 'biometrics-differ',
      givenBy: 'person',
      on: '2026-03-01',
      language: 'ne',
      agreed: 'yes',
    }
    const refused = await officer.post('/clearances', { ...given, agreed: '', birthDate: 'then' })
    t.equal(refused.status, 422)
    t.match(refused.words, /Enter the birth date .* Nothing is sent without consent/)
    const uncovered = await officer.post('/clearances', { ...given, ground: 'identity-misused' })
    t.match(uncovered.words, /No agreement in force/)
    const proposed = await officer.post('/clearances', given)
    t.match(proposed.words, /Fingerprints or face .* Waits for the issuer .* The other country was asked/)
    t.notOk(
      officer.visited.some((address) => /1991|00aa/.test(address)),
      'nothing of them in an address',
    )
    const own = /action="(\/clearances\/[0-9a-f-]{36}\/end)"/.exec(proposed.text)?.[1] ?? ''
    t.match((await officer.post(own, { reason: 'weather' })).status, 422)
    t.match((await officer.post(own, { reason: 'consent-withdrawn' })).words, /Ended Consent withdrawn/)

    const supervisor = visit(gateway)
    await supervisor.signIn('xa-supervisor')
    const board = await supervisor.get('/clearances')
    t.match(board.words, /Belmora The subject uses the identity .* Their guardian agreed/)
    const accept = /action="(\/clearances\/[0-9a-f-]{36}\/accept)"/.exec(board.text)?.[1] ?? ''
    t.match((await supervisor.post(accept, {})).words, /Holds everywhere/)
    const ended = await supervisor.post(accept.replace(/accept$/, 'end'), { reason: 'not-confirmed' })
    t.match(ended.words, /Not confirmed Not erased yet: /)
  })
}
