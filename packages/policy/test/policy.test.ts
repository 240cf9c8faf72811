import t from 'tap'
import { purposes, roles } from '@crosswatch/protocol'
import { decideAccess, decideRecipients, purposesFor, type Agreement } from '../src/index.ts'

const at = '2026-03-01T12:00:00.000Z'
const agreement: Agreement = {
  partner: 'XB',
  categories: ['inquiry-check', 'fake-posting'],
  compartments: ['identity', 'grounds'],
  purposes: ['border-check'],
  validFrom: '2026-01-01T00:00:00.000Z',
  validUntil: '2027-01-01T00:00:00.000Z',
}
const alert = {
  category: 'inquiry-check',
  compartments: ['identity', 'grounds', 'evidence'],
  purposes: ['border-check', 'labour-inspection'],
} as const

void t.test('a partner gets what its agreement names, and by that agreement', async (t) => {
  t.same(decideRecipients(alert, [agreement], at), [
    { jurisdiction: 'XB', compartments: ['identity', 'grounds'], policies: ['agreement/XB'] },
  ])
})

void t.test(
  'nothing goes out without an agreement that is in force and covers category and purpose',
  async (t) => {
    t.same(decideRecipients(alert, [], at), [])
    t.same(decideRecipients({ ...alert, category: 'wanted-broker' }, [agreement], at), [])
    t.same(decideRecipients({ ...alert, purposes: ['licensing-check'] }, [agreement], at), [])
    t.same(decideRecipients(alert, [{ ...agreement, validFrom: '2026-03-01T12:00:00.001Z' }], at), [])
    t.same(decideRecipients(alert, [{ ...agreement, validUntil: at }], at), [], 'the end is not included')
  },
)

void t.test('a border officer queries for border purposes and does nothing else', async (t) => {
  const officer = ['border-officer'] as const
  const decision = decideAccess({ act: 'query', roles: officer, purpose: 'border-check' })
  t.match(decision, { allowed: true, policies: ['role/border-officer/query'] })
  t.notOk(decision.allowed && decision.compartments.includes('evidence'))
  t.match(decideAccess({ act: 'query', roles: officer, purpose: 'criminal-investigation' }), {
    allowed: false,
    reason: 'purpose',
  })
  for (const act of ['read', 'write', 'decide'] as const) {
    t.match(decideAccess({ act, roles: officer, purpose: 'border-check' }), {
      allowed: false,
      reason: 'role',
    })
  }
})

void t.test('an administrator and an auditor can do nothing with alerts, for any purpose', async (t) => {
  for (const role of ['administrator', 'auditor'] as const) {
    for (const act of ['query', 'read', 'write', 'decide'] as const) {
      for (const purpose of purposes) t.equal(decideAccess({ act, roles: [role], purpose }).allowed, false)
    }
  }
})

void t.test('only a supervisor decides', async (t) => {
  const deciders = roles.filter(
    (role) => decideAccess({ act: 'decide', roles: [role], purpose: 'alert-management' }).allowed,
  )
  t.same(deciders, ['supervisor'])
})

void t.test('what a form offers is what the decision allows', async (t) => {
  for (const role of roles) {
    const allowed = purposes.filter(
      (purpose) => decideAccess({ act: 'query', roles: [role], purpose }).allowed,
    )
    t.same(purposesFor('query', [role]).toSorted(), allowed.toSorted())
  }
})
