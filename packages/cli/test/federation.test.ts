import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import t from 'tap'
import type {
  AgreementView,
  ImportStatus,
  PolicyComparison,
  QueryAnswer,
  RecipientsPreview,
  RecordList,
} from '@crosswatch/protocol'
import {
  documentFile,
  documentForClients,
  documentText,
  type OpenApiDocument,
  services,
} from '../../client/tools/documents.ts'
import { startFederation } from '../../../infra/src/index.ts'
import { sharedData } from './support/shared-data.ts'
import { testTerminal } from './support/terminal.ts'

// The whole way with real parts: one analyst's command line, another country's answer, an auditor's proof.

const federation = await startFederation({ nodes: 2, processes: 'node', logLevel: 'warn' })
t.teardown(() => federation[Symbol.asyncDispose]())
const { run, directory } = testTerminal(t)
const at = (node: string, line: string, ...more: readonly string[]) =>
  run(line, '--data', federation.directory, '--node', node, ...more)
/** Looks at who would get it, as XA's supervisor, and confirms exactly that. */
async function approve(line: string) {
  const { json } = await at('XA', `${line} --json`)
  return at('XA', `${line} --json --confirm ${(json as RecipientsPreview).digest}`)
}
const example = (name: string) => fileURLToPath(new URL(`../examples/${name}`, import.meta.url))

/** Asks until the answer is the wanted one: issuing at one node and listing at the other take a moment. */
async function askUntil(
  node: string,
  wanted: QueryAnswer['verdict'],
  line: string,
  ...more: readonly string[]
) {
  for (let tries = 0; ; tries++) {
    const { json, stderr } = await at(
      node,
      `query --purpose border-check --reference tour --json ${line}`,
      ...more,
    )
    const answer = json as QueryAnswer
    if (answer.verdict === wanted || tries === 240) {
      t.equal(answer.verdict, wanted, `${wanted} at ${node} ${stderr}`)
      return answer
    }
    await delay(500)
  }
}

void t.test('an agreement is drafted by one node and signed by two officers of each', async (t) => {
  const drafted = await at('XA', `agreement draft ${example('agreement.json')} --json`)
  t.equal(drafted.exitCode, 0, drafted.stderr)
  const { digest } = drafted.json as AgreementView
  t.equal((await at('XA', `agreement sign ${digest}`)).exitCode, 0)
  for (let tries = 0; (await at('XB', `agreement endorse ${digest}`)).exitCode !== 0; tries++) {
    if (tries === 240) throw new Error('the draft did not arrive')
    await delay(500)
  }
  t.match((await at('XB', `agreement sign ${digest}`)).stdout, 'in-force')
  for (let tries = 0; ; tries++) {
    const { stdout } = await at('XA', 'agreement list')
    if (/in-force +XA,XB +2026-01-01 +2090-01-01 +inquiry-check,licence-withdrawn/.test(stdout)) break
    if (tries === 240) throw new Error('the signature did not arrive')
    await delay(500)
  }
})

void t.test('a list goes from one node to the other, with a second officer in between', async (t) => {
  const line = `import ${example('brokers.csv')} --format crosswatch-csv --source examples --complete`
  const imported = await at('XA', `${line} --as supervisor --json`)
  t.equal(imported.exitCode, 0, imported.stderr)
  t.match(imported.json, { state: 'submitted', drafted: 3, refused: 0 })
  const { id } = imported.json as ImportStatus
  const same = await approve(`import approve ${id} --as supervisor`)
  t.equal(same.exitCode, 4)
  t.match(same.json, { error: { code: 'four-eyes' } })
  t.equal((await at('XA', `import discard ${id}`)).exitCode, 0)

  const again = (await at('XA', `${line} --json`)).json as ImportStatus
  const approved = await approve(`import approve ${again.id} --wait`)
  t.match(approved.json, { state: 'done', drafted: 3, issued: 3 })

  const byName = await askUntil('XB', 'hit', '--birth-date 1979-04-12', '--name', 'Dragomir Vantuu')
  const [first] = byName.results
  t.match(first, { issuer: 'XA', label: undefined, action: 'interview-and-refer' })
  const opened = await at(
    'XB',
    `query --purpose border-check --birth-date 1979-04-12 --json --open ${first?.alert}`,
    '--name',
    'Dragomir Vantuu',
  )
  t.match(opened.json, { result: { label: 'VANTU Dragomir' }, identity: { birthDates: Array } })
  await askUntil('XB', 'hit', '', '--name', 'Драгомир ВЫНТУ')
  await askUntil('XB', 'hit', '--licence XA:REC-0042')

  const both = await at('XA', 'equivalence --with XB --json')
  t.equal(both.exitCode, 0, `${both.stdout} ${both.stderr}`)
  t.match(both.json, { faults: [], legitimate: [] })
  t.ok((both.json as { queries: number; shown: number }).queries >= 6, 'names, birth dates and numbers')
  t.ok((both.json as { shown: number }).shown >= 6, 'issuer and recipient find the same')
  const one = await at('XB', 'equivalence --with XA', '--name', 'Dragomir Vantuu')
  t.match(one.stdout, /1 queries: 1 alerts shown by both, 0 faults, 0 lawful differences/)

  t.match((await at('XA', line)).stdout, /drafted +0\n {2}unchanged +3\n[^]*nothing to approve/, 'repeatable')
  const lines = readFileSync(example('brokers.csv'), 'utf8').trimEnd().split('\n')
  writeFileSync(join(directory, 'shorter.csv'), `${lines.slice(0, -1).join('\n')}\n`)
  const shorter = await at(
    'XA',
    'import shorter.csv --format crosswatch-csv --source examples --complete --json',
  )
  t.match(shorter.json, { drafted: 0, unchanged: 2, missing: 1, state: 'submitted' })
  await approve(`import approve ${(shorter.json as ImportStatus).id} --wait`)
  await askUntil('XB', 'none', '--document XB:ID-555-0103')
})

void t.test('the 140 debarments of OFLC', async (t) => {
  const path = sharedData(t, 'labour/us-oflc-h2-debarments-2010-2014.csv')
  if (path === undefined) return
  const imported = await at('XA', `import ${path} --format oflc-debarments --json`)
  t.match(imported.json, { rows: 141, drafted: 136, refused: 5 })
  const approved = await approve(`import approve ${(imported.json as ImportStatus).id} --wait`)
  t.match(approved.json, { state: 'done', issued: 136, refused: 0 })
  const found = await askUntil('XB', 'hit', '', '--name', 'Eagel Creek Farms Inc')
  t.match(found.results[0], { issuer: 'XA', action: 'refuse-service' })
})

void t.test('a fake posting is drafted, issued, found by its contacts, and withdrawn', async (t) => {
  const drafted = await at('XA', `alert draft ${example('alert.json')} --submit --json`)
  t.equal(drafted.exitCode, 0, drafted.stderr)
  const { id } = drafted.json as { id: string }
  t.match((await at('XA', 'alert list --state submitted')).stdout, new RegExp(id))
  t.match((await approve(`alert approve ${id}`)).json, { id, version: 1, state: 'active' })
  const found = await askUntil('XB', 'hit', '--phone +999015550177')
  t.match(found.results[0], { alert: id, action: 'warn-applicant' })
  t.match((await at('XB', `alert show ${id}`)).stdout, /Fish farm workers|sea-farm-jobs/)
  t.equal((await at('XA', `alert withdraw ${id} --reason mistaken`)).exitCode, 0)
  await askUntil('XB', 'none', '--phone +999015550177')
})

void t.test("the look stands in the other node's log, and the auditor proves it", async (t) => {
  const { record } = await askUntil('XB', 'hit', '', '--name', 'VANTU Dragomir')
  const found = await at(
    'XB',
    'audit search --operation query --outcome hit --officer xb-border --json --limit 300',
  )
  const { records } = found.json as { records: { record: { id: string; purpose: string } }[] }
  t.equal(records.find((one) => one.record.id === record)?.record.purpose, 'border-check')
  t.match((await at('XB', `audit show ${record}`)).stdout, /searched: .*VANTU Dragomir/)
  // A record has its place in the log within a second or so.
  await delay(2_000)
  const verified = await at('XB', `audit verify --record ${record} --save-checkpoint held.txt --json`)
  t.equal(verified.exitCode, 0, verified.stdout + verified.stderr)
  t.match(verified.json, {
    verified: true,
    keyFrom: 'root',
    record: { type: 'query', record: { id: record, outcome: 'hit' } },
  })
  t.match((await at('XB', `audit proof ${record}`)).stdout, /^VERIFIED {2}record \d+ of \d+/)

  const exported = await at('XB', 'audit export --out log.ndjson --json')
  t.equal(exported.exitCode, 0, exported.stderr)
  const { vkey } = verified.json as { vkey: string }
  const offline = await run(`audit verify --file log.ndjson --vkey ${vkey} --checkpoint held.txt --json`)
  t.match(offline.json, { verified: true, heldCheckpoints: 1 })
  t.notMatch(
    readFileSync(join(directory, 'log.ndjson'), 'utf8'),
    /VANTU/,
    'what was searched is not in the export',
  )
  const bundled = await at('XB', `audit bundle ${record} --out evidence.json`)
  t.equal(bundled.exitCode, 0, bundled.stderr)
  const bundle = await run(`audit verify-bundle evidence.json --vkey ${vkey}`)
  t.match(bundle.stdout, /^VERIFIED {2}1 records[^]*searched: .*VANTU Dragomir/)
  const text = readFileSync(join(directory, 'evidence.json'), 'utf8')
  const { policy }: { policy?: string } = JSON.parse(text)
  writeFileSync(join(directory, 'policy.txt'), policy ?? '')
  const judged = await run(
    `audit verify-bundle evidence.json --vkey ${vkey} --policy policy.txt --report report.html --json`,
  )
  t.match(judged.json, { verified: true, policy: 'met', bundlePolicy: 'met' })
  t.match(readFileSync(join(directory, 'report.html'), 'utf8'), /VANTU Dragomir/)
  writeFileSync(join(directory, 'evidence.json'), text.replace('border-check', 'border-chess'))
  const forged = await run(`audit verify-bundle evidence.json --vkey ${vkey} --json`)
  t.equal(forged.exitCode, 3)
  t.match(forged.json, { verified: false, record })

  const receipts = await at('XA', 'audit receipts')
  t.match(receipts.stdout, /^who looked +looks .*\nXB +\d+ +0 /)
  const matched = await at('XB', 'audit receipts --of XB --against log.ndjson --json')
  t.match(matched.json, { compared: 0, mismatches: [] }, 'nobody tells a node of its own looks')
  t.equal((await at('XB', 'audit receipts --against log.ndjson')).exitCode, 2)
  t.match((await at('XB', 'audit receipts --verify')).stdout, /^VERIFIED  \d+ of \d+ looks stand in the log/)
  t.match((await at('XB', 'audit oversight')).stdout, /^VERIFIED  0 months, .*\n  Confirmed   by XA-1, /)
  t.equal((await at('XB', `audit resolve ${'A'.repeat(22)} --towards XA`)).exitCode, 1)

  const replayed = await at('XB', `audit replay ${record}`)
  t.match(
    replayed.stdout,
    /^SAME: .*\n.*list after change \d+\non record: hit, (\S+ version 1)\nfrom the list: hit, \1\n/,
  )
  t.equal(replayed.exitCode, 0)
  const followed = await at('XB', 'audit follow --officer xb-border')
  t.match(followed.stdout, /^\d+ looks from .*\n\nlooks +operation/)
  t.equal((await at('XB', 'audit follow')).exitCode, 2)
  t.match((await at('XB', 'audit sample --since 2026-01-01 --count 1 --json')).json, { drawn: 1 })
  const queue = (await at('XB', 'audit reviews --json')).json
  const [review] = (queue as { reviews: { id: string }[] }).reviews
  t.match((await at('XB', `audit decide ${review?.id} --verdict proper`)).stdout, 'Decided: proper.')
  t.match((await at('XB', 'audit reviews')).stdout, /^Nothing waits\.\n\n.*\n.*sample .*proper/)

  const denied = await at('XB', 'audit search --as border')
  t.equal(denied.exitCode, 4)
})

void t.test('the federation as the nodes know it', async (t) => {
  t.match((await at('XB', 'federation show --json')).json, { verified: true, jurisdiction: 'XB' })
  t.match((await at('XB', 'federation quarantine --json')).json, { entries: [] })
  const { json } = await at('XB', 'keys published --json')
  const { statements } = json as { statements: { jurisdiction: string; use: string }[] }
  for (const jurisdiction of ['XA', 'XB']) {
    t.ok(
      statements.some((one) => one.jurisdiction === jurisdiction && one.use === 'signing'),
      `keys of ${jurisdiction}`,
    )
  }
})

void t.test('a signing key is revoked, and the node goes on with another one', async (t) => {
  const { files } = federation.description.nodes[0] ?? {}
  const roots = join(federation.directory, 'roots')
  const ceremony = `--passphrase-file ${files?.passphrase} --root ${roots}/xa.root.json --root-passphrase-file ${roots}/xa.passphrase`
  const keysOf = async () => {
    const { json } = await at('XB', 'keys published --json')
    const { statements } = json as {
      statements: { jurisdiction: string; what: string; use: string; keyid: string }[]
    }
    return statements.filter(({ jurisdiction }) => jurisdiction === 'XA')
  }
  const old = (await keysOf()).find(({ use }) => use === 'signing')?.keyid ?? ''
  const headOf = async () => {
    const shown = (await at('XA', 'federation show --json')).json as {
      feeds: { issuer: string; seq: number }[]
    }
    return shown.feeds.find(({ issuer }) => issuer === 'XA')?.seq ?? 0
  }
  // What earlier tests set off may still be on its way out.
  let lastGood = await headOf()
  for (let next = -1; next !== lastGood;) {
    next = lastGood
    await delay(2_000)
    lastGood = await headOf()
  }
  const revoked = await run(
    `keys revoke ${files?.keys} --keyid ${old} --last-good ${lastGood} --reason compromised ${ceremony}`,
  )
  t.equal(revoked.exitCode, 0, revoked.stderr)
  // It ends in its own time, and answers until then: what the old process issued now would not count.
  const ending = federation.processes.pid('xa-node')
  federation.processes.kill('xa-node', 'SIGTERM')
  while (federation.processes.pid('xa-node') === ending) await delay(50)
  await federation.processes.waitReady({ timeoutMs: 180_000 })

  const drafted = (await at('XA', `alert draft ${example('alert.json')} --submit --json`)).json as {
    id: string
  }
  await approve(`alert approve ${drafted.id}`)
  await askUntil('XB', 'hit', '--phone +999015550177')
  const keys = await keysOf()
  t.ok(
    keys.some(({ what, keyid }) => what === 'revocation' && keyid === old),
    'the other node knows of it',
  )
  t.equal(keys.filter(({ what, use }) => what === 'key' && use === 'signing').length, 2)
  t.match((await at('XB', 'federation quarantine --json')).json, { entries: [] })
})

void t.test('why a look was allowed, and what a change of policies would come to', async (t) => {
  const records = await at('XB', 'audit search --operation query --outcome hit --limit 1 --json')
  const { records: found } = records.json as RecordList
  const because = await at('XB', `policy explain --record ${found[0]?.record.id}`)
  t.match(because.stdout, /Recorded .*: query, hit, by role\/border-officer\/query/)
  t.match(because.stdout, /Allowed to border-officer: query for border-check[\s\S]*permit \(/)
  const refused = await at('XB', 'policy explain --role auditor --act query --purpose oversight')
  t.match(refused.stdout, /^Refused to auditor: query for oversight: no policy permits it for any purpose\./)
  const folder = fileURLToPath(new URL('../../../infra/policies', import.meta.url))
  t.match((await at('XB', `policy diff ${folder}`)).stdout, /^0 of \d+ decisions since .* differently\./)
  const file = join(directory, 'officers.cedar')
  const officers = readFileSync(join(folder, 'officers.cedar'), 'utf8')
  writeFileSync(file, officers.replaceAll('Purpose::"border-check"', 'Purpose::"oversight"'))
  const changed = await at('XB', `policy diff ${file} --json`)
  t.match(changed.json, { changes: [{ operation: 'query', recorded: true, after: { allowed: false } }] })
})

void t.test(
  'why a jurisdiction got what of an alert, and who would get it under other policies',
  async (t) => {
    const issued = await at('XA', 'audit search --operation alert.issue --json')
    const { records } = issued.json as RecordList
    const first = records.at(-1)?.record
    const [about] = first?.alerts ?? []
    const explain = (line: string) => at('XA', `policy explain --alert ${about?.alert} --recipient ${line}`)
    const identity = await explain('XB --alert-version 1 --compartment identity')
    t.match(identity.stdout, /^Issued .*: to XB, with identity, contacts, grounds\./)
    t.match(
      identity.stdout,
      /XB may open identity of version 1 of .*, by agreement\/receive, agreement\/open, agreement\/[0-9a-f-]{36}/,
    )
    t.match(
      identity.stdout,
      /permit \([\s\S]*context\.agreement\.compartments\.contains/,
      'with the text of the policies',
    )
    t.match(
      (await explain('XB --compartment evidence')).stdout,
      /There is no evidence in version \d of alert/,
    )
    t.match(
      (await explain('XC')).stdout,
      /not to XC\.\nXC may not have version .*: no agreement in force at issue had it as a party\./,
    )
    const elsewhere = await at('XB', `policy explain --alert ${about?.alert} --recipient XB --json`)
    t.match(elsewhere.json, { error: { code: 'not-found' } }, 'XB did not issue it')
    t.match(
      (await at('XA', `policy explain --record ${first?.id}`)).stdout,
      /alert\.issue is decided for each recipient.* It went to XB\./,
    )

    const text = readFileSync(
      fileURLToPath(new URL('../../../infra/policies/agreements.cedar', import.meta.url)),
      'utf8',
    )
    const file = join(directory, 'agreements.cedar')
    writeFileSync(
      file,
      text.replace('.contains(resource)', '.contains(resource) && resource != Compartment::"identity"'),
    )
    const changed = (await at('XA', `policy diff ${file} --json`)).json as PolicyComparison
    t.equal(
      changed.changes.reduce((sum, { count }) => sum + count, 0),
      changed.different,
    )
    for (const { operation, recipient, recorded, before, after } of changed.changes) {
      t.match(
        { operation, recipient, recorded },
        { operation: 'alert.issue', recipient: 'XB', recorded: true },
      )
      t.match([before, after], [{ allowed: true }, { allowed: true }])
      t.same(
        after.compartments,
        before.compartments.filter((name) => name !== 'identity'),
        'nothing else is taken',
      )
    }
    t.ok(changed.changes.some(({ records: named }) => named.includes(first?.id ?? '')))
    t.match(
      (await at('XA', `policy diff ${file}`)).stdout,
      /alert\.issue +to XB +alert-management +allowed: identity.*allowed: /,
    )
  },
)

void t.test('as a program: arguments, exit codes, and paths from where the person stands', async (t) => {
  const setup = fileURLToPath(new URL('../../../infra/setup.mjs', import.meta.url))
  const program = (...args: readonly string[]) =>
    promisify(execFile)(process.execPath, [setup, 'packages/cli/src/main.ts', ...args], {
      cwd: dirname(federation.directory),
      env: { ...process.env, INIT_CWD: dirname(federation.directory) },
    })
  const here = ['--data', basename(federation.directory), '--node', 'XB']
  const { stdout } = await program(
    'query',
    '--purpose',
    'border-check',
    '--name',
    'Nobody Listed',
    '--json',
    ...here,
  )
  t.match(JSON.parse(stdout), { verdict: 'none' })
  const failed: { code?: number; stderr?: string } = await program('query', ...here).then(
    () => ({}),
    (error: { code: number; stderr: string }) => error,
  )
  t.equal(failed.code, 2)
})

void t.test('the types of the client are those that the services serve', async (t) => {
  const [node] = federation.description.nodes
  for (const service of services) {
    const response = await fetch(`${node?.services[service].url}/openapi.json`)
    const served: OpenApiDocument = JSON.parse(await response.text())
    const stored = await readFile(documentFile(service), 'utf8')
    t.ok(
      documentText(documentForClients(served)) === stored,
      `${service}: else run packages/client/tools/generate.ts`,
    )
  }
})
