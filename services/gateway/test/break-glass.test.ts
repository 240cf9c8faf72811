import t from 'tap'
import { startGateway, startServer } from './support/gateway.ts'
import { visit } from './support/visitor.ts'

const postgres = await startServer(t)
const gateway = await startGateway(t, postgres)

t.test(
  'break-glass: asked for, granted by somebody else, and said on every page while a session acts under it',
  async (t) => {
    const border = visit(gateway)
    await border.signIn('xa-border')
    t.match(
      (await border.post('/break-glass', { reason: 'soon', reference: '' })).words,
      'Say why it cannot wait',
    )
    const asked = await border.post('/break-glass', {
      reason: 'A worker was taken away an hour ago.',
      reference: 'CASE-7',
    })
    t.match(asked.words, /A worker was taken away an hour ago\. CASE-7 Waits/)
    t.match(asked.words, 'A supervisor decides')
    const supervisor = visit(gateway)
    await supervisor.signIn('xa-supervisor')
    const waiting = await supervisor.get('/break-glass')
    const id = /\/break-glass\/([0-9a-f-]{36})\/approve/.exec(waiting.text)?.[1] ?? ''
    await supervisor.post(`/break-glass/${id}/approve`, {})
    t.notMatch(
      (await supervisor.get('/query')).words,
      'Break-glass until',
      'it is not the supervisor who acts',
    )
    t.equal((await supervisor.post(`/break-glass/${id}/use`, {})).status, 403)

    const purposes = async () => (await border.get('/query')).words.includes('Criminal investigation')
    t.equal(await purposes(), false)
    const calls = gateway.services.headers
    const marked = () => calls.at(-1)?.['x-break-glass']
    await border.post(`/break-glass/${id}/use`, {})
    const query = await border.get('/query')
    t.match(query.words, /Break-glass until .* Everything you do is recorded as such and reviewed/)
    t.equal(await purposes(), true)
    await border.get('/overrides')
    t.equal(marked(), 'yes')
    await border.get('/break-glass')
    t.equal(marked(), undefined, 'these pages do not act under it')
    await border.post('/break-glass/leave', {})
    await border.get('/overrides')
    t.equal(marked(), undefined)

    await border.post(`/break-glass/${id}/use`, {})
    await border.post(`/break-glass/${id}/end`, {})
    t.notMatch((await border.get('/query')).words, 'Break-glass until')
    t.equal((await border.post(`/break-glass/${id}/use`, {})).status, 403, 'what is over is over')
    const auditor = visit(gateway)
    await auditor.signIn('xa-auditor')
    t.match((await auditor.get(`/break-glass/${id}`)).words, 'Nothing was recorded under it')
  },
)
