import { AlertDraft, addMonths, draftProblems } from '@crosswatch/protocol'
import t from 'tap'
import { Compile } from 'typebox/compile'
import { EXAMPLES, WAITING } from '../src/examples/drafts.ts'

const now = new Date('2026-11-01T00:00:00.000Z')
const schema = Compile(AlertDraft)

t.test('every example is a draft that keeps the rules of its category', async (t) => {
  for (const { ref, draft, monthsValid } of [...EXAMPLES, { ...WAITING, ref: 'waiting' }]) {
    const whole = { ...draft, authority: 'Authority', validUntil: addMonths(now, monthsValid).toISOString() }
    t.same([...schema.Errors(whole)], [], ref)
    t.same(draftProblems(whole, now), [], ref)
  }
})

t.test('the examples use no number and no address that could be somebody’s', async (t) => {
  const fiction = /^(\+1 202 555 01\d\d|\+44 20 7946 0\d{3}|\+61 491 570 \d{3})$/
  for (const { draft } of [...EXAMPLES, WAITING]) {
    const { phones = [], emails = [], urls = [] } = draft.identity ?? {}
    for (const phone of phones) t.match(phone, fiction)
    for (const address of [...emails, ...urls.map((url) => new URL(url).host)])
      t.ok(address.endsWith('.example'))
  }
})
