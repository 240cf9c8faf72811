import type { Test } from 'tap'
import type { Gateway } from '../support/gateway.ts'
import { formFields, visit } from '../support/visitor.ts'

/** What jurisdictions have agreed, and what moves between them. */
export async function agreementPages(t: Test, gateway: Gateway): Promise<void> {
  await t.test(
    'an agreement is drafted by the administrator, signed by a supervisor, and read by others',
    async (t) => {
      const admin = visit(gateway)
      await admin.signIn('xa-admin')
      t.match((await admin.get('/agreements')).words, 'No agreement: nothing is shared.')
      await admin.get('/agreements/new')
      const wrong = await admin.post('/agreements', {
        treaty: '',
        validFrom: '2026-01-01',
        validUntil: '2025-01-01',
      })
      t.equal(wrong.status, 422)
      t.match(wrong.words, 'Enter the treaty, memorandum or decision')
      t.match(wrong.words, 'Choose two jurisdictions or more')
      const drafted = await admin.post('/agreements', {
        title: 'Memorandum 7',
        parties: ['XA', 'XB'],
        treaty: 'Convention 12',
        article: 'article 4',
        categories: ['inquiry-check', 'pattern'],
        compartments: ['identity', 'grounds'],
        purposes: ['border-check'],
        onwardUse: 'ask-first',
        retentionDays: '90',
        onTermination: 'erase',
        validFrom: '2026-01-01',
        validUntil: '2090-12-31',
      })
      t.match(
        drafted.words,
        /Memorandum 7 1\. Parties Arvenia \(XA\) Belmora \(XB\) 2\. Legal basis Convention 12, article 4/,
      )
      t.match(
        drafted.words,
        /inquiry check way of working .* From 1 January 2026, 00:00:00 UTC to 31 December 2090/,
      )
      t.match(drafted.words, /each party erases what it received under it/)
      t.notMatch(drafted.words, /Sign for/, 'another officer signs')
      const path = `/agreements/${'1'.padStart(64, '0')}`
      const supervisor = visit(gateway)
      await supervisor.signIn('xa-supervisor')
      t.match((await supervisor.get(path)).words, 'Sign for Arvenia')
      t.match((await supervisor.post(`${path}/sign`, {})).words, /In force.*Arvenia signed/)
      t.match((await supervisor.get(`${path}/text`)).text, /1\. Parties\n {3}Arvenia \(XA\)/)
      t.match(
        (await supervisor.get('/agreements')).words,
        /Memorandum 7 version 1 XA XB In force Inquiry check Way of working/,
      )
      t.match(formFields((await admin.get(`/agreements/new?amends=${path.split('/')[2]}`)).text), {
        categories: ['inquiry-check', 'pattern'],
        validUntil: ['2090-12-31'],
      })
      const ended = await supervisor.post(`${path}/terminate`, { reason: 'court' })
      t.match(ended.words, /Terminated.*Arvenia terminated.*court/)
      t.equal((await supervisor.get(`/agreements/${'9'.repeat(64)}`)).status, 404)
    },
  )

  await t.test('feeds and desks', async (t) => {
    const visitor = visit(gateway)
    await visitor.signIn('xa-admin')
    t.match((await visitor.get('/feeds')).words, /Corvania XC 12,482 3 missing not yet/)
    t.match((await visitor.get('/feeds')).words, 'signature-invalid')
    t.match((await visitor.get('/jurisdictions')).words, '+999 03 555 0100')
  })

  await t.test('the board of receipts says who has erased and who has not', async (t) => {
    const visitor = visit(gateway)
    await visitor.signIn('xa-supervisor')
    const { words } = await visitor.get('/erasures')
    t.match(words, /Corvania XC 0 1 0 0/)
    t.match(words, /Withdrawn Belmora Received/)
  })
}
