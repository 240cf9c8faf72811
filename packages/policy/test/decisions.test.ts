import t from 'tap'
import {
  ActingRole,
  actingRoles,
  accessActs,
  categories,
  Category,
  Compartment,
  compartments,
  consentStatuses,
  oneOf,
  Purpose,
  purposes,
  survivorCategories,
} from '@crosswatch/protocol'
import { Type, type Static, type TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { loadPolicies, type Agreement } from '../src/index.ts'
import { readPolicyFile, repositoryPolicies } from './support/repository-policies.ts'
import { listOf, tableUnder } from './support/tables.ts'

const page = readPolicyFile('decisions.md')
const policies = loadPolicies(repositoryPolicies())

/** A cell that is what its column says, or the row is wrong. */
function parsed<S extends TSchema>(schema: S, value: unknown): Static<S> {
  return Compile(schema).Parse(value)
}
const Categories = Type.Array(Category)
const Compartments = Type.Array(Compartment)
const Purposes = Type.Array(Purpose)
const Told = Type.Array(oneOf(survivorCategories))
const authority = 'Border Guard'

void t.test(
  'officers: each row of the table comes out as written, by the policy that it names',
  async (t) => {
    const rows = tableUnder(page, 'Officers')
    t.ok(rows.length > 30)
    for (const row of rows) {
      const decision = policies.decideAccess({
        roles: [parsed(ActingRole, row.who)],
        authority,
        act: parsed(oneOf(accessActs), row.does),
        purpose: parsed(Purpose, row.for),
        referenceGiven: true,
      })
      const compartment = parsed(Compartment, row.with)
      const allowed = decision.allowed && decision.compartments.includes(compartment)
      const name = `${row.who} ${row.does} ${row.for} ${row.with}`
      t.equal(allowed ? 'allow' : 'deny', row.decision, name)
      const { policies: by } = policies.evaluate({
        principal: { type: 'Officer', id: 'somebody' },
        memberOf: [{ type: 'Role', id: row.who ?? '' }],
        action: row.does ?? '',
        resource: { type: 'Compartment', id: row.with ?? '' },
        context: {
          purpose: { __entity: { type: 'Purpose', id: row.for ?? '' } },
          referenceGiven: true,
          authority,
        },
      })
      t.same(by, listOf(row.by ?? ''), name)
    }
  },
)

void t.test('every role, every act and every purpose stands in the table', async (t) => {
  const rows = tableUnder(page, 'Officers')
  t.same(new Set(rows.map(({ who }) => who)), new Set(actingRoles))
  t.same(new Set(rows.map(({ does }) => does)), new Set(accessActs))
  t.same(new Set(rows.map((row) => row.for)), new Set(purposes))
})

void t.test('what the table allows is all that a role is allowed', async (t) => {
  const rows = tableUnder(page, 'Officers').filter(({ decision }) => decision === 'allow')
  for (const role of actingRoles) {
    for (const act of accessActs) {
      const said = rows.some(({ who, does }) => who === role && does === act)
      t.equal(policies.purposesFor(act, { roles: [role], authority }).length > 0, said, `${role} ${act}`)
    }
  }
})

void t.test('references: each row of the table comes out as written', async (t) => {
  const rows = tableUnder(page, 'Case or control reference')
  t.ok(rows.length > 5)
  for (const row of rows) {
    const decision = policies.decideAccess({
      roles: [parsed(ActingRole, row.who)],
      authority,
      act: parsed(oneOf(accessActs), row.does),
      purpose: parsed(Purpose, row.for),
      referenceGiven: row.reference === 'yes',
    })
    const name = `${row.who} ${row.does} ${row.for} ${row.reference}`
    t.equal(decision.allowed ? 'allow' : 'deny', row.decision, name)
    t.same(decision.policies, listOf(row.by ?? ''), name)
    t.equal(decision.allowed ? undefined : decision.reason, decision.allowed ? undefined : 'reference', name)
  }
})

void t.test('survivor information: each row of the table comes out as written', async (t) => {
  const rows = tableUnder(page, 'Survivor information')
  t.same(new Set(rows.map(({ consent }) => consent)), new Set(consentStatuses))
  for (const row of rows) {
    const decision = policies.decideRelease({
      asking: row.asking ?? '',
      purpose: parsed(Purpose, row.for),
      categories: parsed(Told, listOf(row.about ?? '')),
      state: parsed(oneOf(consentStatuses), row.consent),
      terms: {
        recipients: ['XB', 'XC'],
        never: ['XC'],
        purposes: ['criminal-investigation'],
        categories: ['contact', 'needs'],
      },
      clocksAgree: row.clocks === 'agree',
    })
    const name = `${row.consent} ${row.asking} ${row.for} ${row.about} ${row.clocks}`
    t.equal(decision.allowed ? 'allow' : 'deny', row.decision, name)
    t.same(decision.policies, listOf(row.by ?? ''), name)
    t.equal(decision.failed, false, name)
  }
})

void t.test('acting: each row of the table comes out as written', async (t) => {
  const rows = tableUnder(page, 'Acting')
  t.equal(rows.length, 2)
  for (const { alert = '', decision, by = '' } of rows) {
    const acting = policies.decideActing({ flag: alert === 'flagged' })
    t.equal(acting.allowed ? 'allow' : 'deny', decision, alert)
    t.same(acting.policies, listOf(by), alert)
  }
})

void t.test('recipients: each row of the table comes out as written', async (t) => {
  const agreements = new Map(
    tableUnder(page, 'Agreements').map((row): [string, Agreement] => [
      row.agreement ?? '',
      {
        id: row.agreement ?? '',
        parties: listOf(row.parties ?? ''),
        categories: parsed(Categories, listOf(row.categories ?? '')),
        compartments: parsed(Compartments, listOf(row.compartments ?? '')),
        purposes: parsed(Purposes, listOf(row.purposes ?? '')),
        validFrom: `${row.from}T00:00:00.000Z`,
        validUntil: `${row.until}T00:00:00.000Z`,
      },
    ]),
  )
  const rows = tableUnder(page, 'Recipients')
  t.ok(rows.length > 10)
  for (const row of rows) {
    const agreement = agreements.get(row.under ?? '')
    const decided = policies.decideRecipients(
      {
        issuer: row.issuer ?? '',
        category: parsed(Category, row.alert),
        compartments,
        purposes: parsed(Purposes, listOf(row.for ?? '')),
      },
      agreement ? [agreement] : [],
      `${row.at}T00:00:00.000Z`,
    )
    const name = `${row.issuer} ${row.alert} to ${row.recipient} under ${row.under} on ${row.at}`
    const got = decided.find(({ jurisdiction }) => jurisdiction === row.recipient)
    t.equal(got === undefined ? 'deny' : 'allow', row.decision, name)
    t.same(got?.compartments ?? [], listOf(row['may open'] ?? ''), name)
    if (got)
      t.same(got.policies.toSorted(), [...listOf(row.by ?? ''), `agreement/${row.under}`].toSorted(), name)
  }
})

void t.test('the schema of the policies knows the lists of the protocol, and nothing else', async (t) => {
  const { schema } = repositoryPolicies()
  const members = (type: string) =>
    [
      ...(new RegExp(`entity ${type} enum \\[([^\\]]*)\\]`).exec(schema)?.[1] ?? '').matchAll(/"([^"]+)"/g),
    ].map(([, member]) => member)
  t.same(members('Role'), actingRoles)
  t.same(members('Purpose'), purposes)
  t.same(members('Category'), categories)
  t.same(members('Compartment'), compartments)
  t.same(members('SurvivorCategory'), survivorCategories)
  t.same(members('ConsentState'), consentStatuses)
})
