import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { refuse } from '../../client/test/stub-gateway.ts'
import { confirmed, id, start } from './support/stub-node.ts'
import { testTerminal } from './support/terminal.ts'

t.test('failures: one sentence, an exit code, and with --json an object on stdout', async (t) => {
  const { stub, run, terminal } = await start(t, {
    'POST /api/watchlist/v1/queries': () => refuse('purpose-not-allowed'),
    'POST /api/alerts/v1/alerts/:id/approve': () => refuse('four-eyes'),
    'POST /api/alerts/v1/alerts/:id/submit': () => refuse('wrong-state', 'the alert is active'),
    'GET /api/alerts/v1/imports': () => refuse('database-unavailable'),
    'GET /api/alerts/v1/agreements': () => ({ unexpected: true }),
  })
  const denied = await run('query --name X --purpose border-check --json')
  t.equal(denied.exitCode, 4)
  t.match(denied.json, { error: { code: 'purpose-not-allowed' } })
  t.match(denied.stderr, /^Your role does not work for this purpose/)
  t.equal((await run(`alert approve ${id} --confirm ${confirmed}`)).exitCode, 4)
  const wrongState = await run(`alert submit ${id}`)
  t.equal(wrongState.exitCode, 1)
  t.match(wrongState.stderr, /which steps remain\. \(the alert is active\)/)
  t.equal((await run('import list')).exitCode, 5)
  const inside = await run('agreement list')
  t.equal(inside.exitCode, 1)
  t.match(inside.stderr, /Something went wrong inside the command \(TypeError\)/)

  t.match((await run('alert show nonsense')).stderr, /The id is a UUID/)
  t.match(
    (await terminal.run('alert list --data elsewhere')).stderr,
    /There is no federation in .*elsewhere; start one/,
  )
  t.match((await terminal.run('alert list --data .')).stderr, /Say which node: --node with one of XA/)
  t.match((await terminal.run('alert list --data . --node XZ')).stderr, /no node XZ; there are XA/)
  t.match((await run('alert list --as nobody')).stderr, /no demo user nobody; there are xa-analyst/)
  const unknown = await terminal.run('alrt --json')
  t.equal(unknown.exitCode, 2)
  t.match(unknown.json, { error: { code: 'commander.unknownCommand' } })
  t.match(unknown.stderr, /Did you mean alert/)

  const gateway = await terminal.run(`import list --gateway ${stub.url} --user xa-analyst`)
  t.equal(gateway.exitCode, 2)
  t.match(gateway.stderr, /no terminal to ask at; use --password-file or CROSSWATCH_PASSWORD/)
  t.match((await terminal.run('import list --gateway http://node.example --user x')).stderr, /in the clear/)
  t.match(
    (await terminal.run(`import list --gateway ${stub.url} --user x --as y`)).stderr,
    /names the node already/,
  )
})

t.test('policy explain takes one question at a time, and drops nothing that was asked', async (t) => {
  const { run } = await start(t, {})
  for (const [line, message] of [
    [`--record ${id} --role auditor`, /'--record <id>' cannot be used with option '--role <roles>'/],
    [`--record ${id} --act query`, /cannot be used with option '--act <act>'/],
    [`--record ${id} --compartment identity`, /cannot be used with option '--compartment <name>'/],
    [`--alert ${id} --recipient XB --purpose oversight`, /cannot be used with option '--purpose <purpose>'/],
    ['--role auditor --purpose oversight --recipient XB', /go with --alert: name the alert too/],
    [`--alert ${id}`, /Name a jurisdiction with --recipient/],
  ] as const) {
    const refused = await run(`policy explain ${line}`)
    t.equal(refused.exitCode, 2, line)
    t.match(refused.stderr, message)
  }
})

t.test('a password comes from a file or a variable, and is never shown', async (t) => {
  const handlers = { 'GET /api/alerts/v1/agreements': () => ({ agreements: [] }) }
  const { stub, terminal } = await start(t, handlers, { environment: { CROSSWATCH_USER: 'xa-admin' } })
  writeFileSync(join(terminal.directory, 'password'), 'admin password\n')
  const line = `agreement list --gateway ${stub.url} --password-file password`
  t.match((await terminal.run(line)).stdout, /nothing leaves this node/)
  const other = testTerminal(t, {
    environment: {
      CROSSWATCH_GATEWAY: stub.url,
      CROSSWATCH_USER: 'xa-admin',
      CROSSWATCH_PASSWORD: 'wrong password',
    },
  })
  const refused = await other.run('agreement list')
  t.equal(refused.exitCode, 4)
  t.match(refused.stderr, /user name or the password is wrong/)
  t.notMatch(refused.stderr, /wrong password\b/)
})

t.test('help: every command has one, with an example', async (t) => {
  const terminal = testTerminal(t)
  const paths = ['']
  for (const path of paths) {
    const { stdout, exitCode } = await terminal.run(`${path} --help`)
    t.equal(exitCode, 0, path)
    t.match(stdout, /\n {2}\$ crosswatch /, `${path} has an example`)
    const commands = stdout.split('\nCommands:\n')[1]?.split('\n\n')[0] ?? ''
    for (const [, name] of commands.matchAll(/^ {2}([a-z-]+)/gm)) {
      if (name !== undefined && name !== 'help') paths.push(`${path} ${name}`.trim())
    }
  }
  t.ok(paths.length > 35, `${paths.length} commands`)
  t.match((await terminal.run('--help')).stdout, /Exit codes:/)
})

t.test('completion: scripts for bash and zsh that know every command', async (t) => {
  const terminal = testTerminal(t)
  for (const shell of ['bash', 'zsh']) {
    const { stdout, exitCode } = await terminal.run(`completion ${shell}`)
    t.equal(exitCode, 0)
    for (const word of ['"-import approve"', '--valid-for', '"-audit verify"', '--save-checkpoint']) {
      t.ok(stdout.includes(word), `${shell}: ${word}`)
    }
  }
  t.equal((await terminal.run('completion fish')).exitCode, 2)
})
