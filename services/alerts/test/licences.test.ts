import { startTestDatabase } from '@crosswatch/database/testing'
import t from 'tap'
import { inventedDraft } from '../../../test/support/drafts.ts'
import { agreed, agreement } from './agreements.ts'
import { makeNode } from './node.ts'

const postgres = await startTestDatabase()
t.teardown(() => postgres[Symbol.asyncDispose]())

const agency = {
  subject: 'organisation' as const,
  names: [{ full: 'Silverfern Recruitment Ltd', kind: 'primary' as const }],
}
const register = [
  { number: 'LIC-0117', name: 'Silver Fern Recruitment Limited', place: 'Port Corva', state: 'licensed' },
  { number: 'LIC-0042', name: 'Northern Harvest Crews', state: 'revoked', validUntil: '2025-12-31' },
  { number: 'LIC-0099', name: 'Bluewater Domestic Staff', state: 'licensed' },
]

void t.test('before an alert goes out, officers see whether the agency holds a licence', async (t) => {
  const node = await makeNode(t, postgres)
  await agreed(node, agreement('XB'))
  const draft = { ...inventedDraft(1, { validUntil: '2026-12-01T00:00:00.000Z' }), identity: agency }
  const id = String((await node.analyst('POST', '/v1/alerts', draft)).body['id'])
  const check = `/v1/alerts/${id}/licences`
  t.match((await node.analyst('GET', check)).body, { registers: [], licences: [] }, 'nothing is known yet')

  const at = '/v1/licence-registers/xa-agencies'
  t.match(await node.border('PUT', at, { licences: register }), { status: 403 })
  t.match(await node.analyst('PUT', at, { licences: [] }), { status: 400 })
  t.match(await node.analyst('PUT', '/v1/licence-registers/No', { licences: register }), { status: 400 })
  t.equal((await node.analyst('PUT', at, { licences: register })).status, 204)
  t.match((await node.supervisor('GET', '/v1/licence-registers')).body, {
    registers: [{ register: 'xa-agencies', licences: 3, importedBy: 'ana' }],
  })
  t.match((await node.analyst('GET', check)).body, {
    registers: [{ register: 'xa-agencies' }],
    licences: [{ register: 'xa-agencies', licence: { number: 'LIC-0117', state: 'licensed' } }],
  })
  const stored = await node.rows(`select encode(content, 'escape') as text from alerts.licence_register`)
  t.notMatch(JSON.stringify(stored), /Silver|Harvest/)

  await t.test('by its number as well, whatever it calls itself', async (t) => {
    const named = {
      ...draft,
      identity: {
        subject: 'organisation' as const,
        names: [{ full: 'Quite Another Name', kind: 'primary' as const }],
        registrations: [{ kind: 'licence' as const, number: 'lic 0042' }],
      },
    }
    const other = String((await node.analyst('POST', '/v1/alerts', named)).body['id'])
    t.match((await node.analyst('GET', `/v1/alerts/${other}/licences`)).body, {
      licences: [{ licence: { number: 'LIC-0042', state: 'revoked', validUntil: '2025-12-31' } }],
    })
  })
  await t.test('the next import takes its place, and each step is on record', async (t) => {
    node.setTime('2026-03-02T12:00:00.000Z')
    t.equal((await node.analyst('PUT', at, { licences: register.slice(1) })).status, 204)
    const { body } = await node.analyst('GET', check)
    t.same(body['licences'], [])
    const steps = (await node.recorded()).filter(({ operation }) => operation.startsWith('licence.'))
    t.match(
      steps.filter(({ outcome }) => outcome === 'done').map(({ operation }) => operation),
      [
        'licence.check',
        'licence.import',
        'licence.list',
        'licence.check',
        'licence.check',
        'licence.import',
        'licence.check',
      ],
    )
    t.match(await node.analyst('GET', '/v1/alerts/01900000-0000-7000-8000-0000000000d1/licences'), {
      status: 404,
    })
  })
})
