import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { QueryAnswer, RecipientsPreview } from '@crosswatch/protocol'
import type { Test } from 'tap'
import { startStubGateway, type StubHandler, stubUsers } from '../../../client/test/stub-gateway.ts'
import { testTerminal, type TestTerminalOptions } from './terminal.ts'

export const id = '0198f000-0000-7000-8000-000000000001'
export const record = '0198f000-0000-7000-8000-00000000000a'

export const confirmed = 'c0'.repeat(32)
export const preview: RecipientsPreview = {
  digest: confirmed,
  recipients: [
    {
      jurisdiction: 'XB',
      compartments: [
        { name: 'identity', fields: ['names', 'registrations'] },
        { name: 'grounds', fields: [] },
      ],
      policies: ['agreement/open'],
    },
  ],
  others: ['XC'],
}

export const answer: QueryAnswer = {
  verdict: 'hit',
  results: [
    {
      alert: id,
      version: 2,
      issuer: 'XB',
      issuerName: 'Belmora',
      verdict: 'name-and-birth-date',
      score: 0.97,
      category: 'inquiry-check',
      action: 'interview-and-refer',
      instruction: 'Interview, refer to the labour inspectorate, and report.',
      mode: 'exercise',
      grade: { source: 'B', information: 2 },
      handling: { tlp: 'AMBER', onwardUse: 'ask-first' },
      cautions: ['may-flee'],
      reasons: [
        { list: 'recruitment-offences', code: 'worker-charged-fees', title: 'Fees charged to workers' },
      ],
      label: 'VANTU Dragomir',
      evidence: [
        { feature: 'name', effect: 'for', rule: 'same', note: 'Agrees with a listed alias.' },
        { feature: 'sex', effect: 'against', rule: 'different', note: 'Another sex is listed.' },
      ],
      contact: { desk: 'Duty desk', phone: '+999 02 555 0100' },
      validUntil: '2032-01-01T00:00:00.000Z',
    },
  ],
  index: { alerts: 12, sequence: 40, ageMs: 240 },
  record,
  at: '2031-05-20T10:00:00.000Z',
}

/** A stub of one node, and a terminal in whose data folder it is the node XA. */
export async function start(
  t: Test,
  handlers: Readonly<Record<string, StubHandler>>,
  options: TestTerminalOptions = {},
) {
  const stub = await startStubGateway(t, handlers)
  const terminal = testTerminal(t, options)
  const federation = {
    version: 1,
    document: { file: join(terminal.directory, 'none'), pin: '0'.repeat(64) },
    nodes: [{ jurisdiction: 'XA', name: 'Arvenia', gateway: stub.url }],
    users: Object.entries(stubUsers).map(([user, password]) => ({
      user,
      password,
      jurisdiction: 'XA',
      roles: [user === 'xa-border' ? 'border-officer' : user.replace('xa-', '')],
    })),
  }
  writeFileSync(join(terminal.directory, 'federation.json'), JSON.stringify(federation))
  return {
    stub,
    terminal,
    run: (line: string, ...more: string[]) => terminal.run(line, '--data', '.', '--node', 'XA', ...more),
  }
}
