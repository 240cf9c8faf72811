import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createClient } from '@crosswatch/client'
import { removePostgresData } from '@crosswatch/database/embedded'
import t, { type Test } from 'tap'
import type { FederationDescription } from '../src/index.ts'
import { layoutOf } from '../src/layout.ts'
import { SERVICES } from '../src/services.ts'
import { leaveLastWill } from '../src/supervisor/last-will.ts'
import { isRunning } from '../src/supervisor/process-identity.ts'
import { readEntries } from '../src/supervisor/process-table.ts'
import { argumentsOf, idsOf, lasting, readTour, writeTour, type Step } from './support/tour.ts'

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))
const repository = fileURLToPath(new URL('../../', import.meta.url))
const readme = join(repository, 'README.md')
// Set to anything, the tour is written anew with what was answered in this run.
const rewrite = process.env.CROSSWATCH_WRITE_TOUR

// What a newcomer does: the commands as they are typed, with every service.

t.test(
  'a checkout owns the test class that its setup builds: another one is not changed by it',
  async (t) => {
    const tap = realpathSync(fileURLToPath(new URL('../../node_modules/tap', import.meta.url)))
    const folder = join(dirname(tap), '@tapjs', 'test', 'test-built', 'dist', 'esm')
    const linked = readdirSync(folder).filter((name) => statSync(join(folder, name)).nlink > 1)
    t.same(linked, [])
  },
)

t.test('npm start -- --detach --fresh', async (t) => {
  const directory = temporaryDirectory(t)
  const started = await run(
    ['start', '--detach', '--fresh', '--data', basename(directory)],
    dirname(directory),
  )
  if (!t.equal(started.code, 0, started.said)) return
  const layout = layoutOf(directory)
  const description: FederationDescription = JSON.parse(readFileSync(layout.description, 'utf8'))

  await t.test('says where everything is and who can sign in', async (t) => {
    for (const { gateway } of description.nodes) t.match(started.said, gateway)
    for (const { user, password } of description.users) {
      t.match(started.said, user)
      t.match(started.said, password)
    }
    t.equal(statSync(layout.description).mode & 0o077, 0)
    t.equal(description.nodes.length, 3)
  })

  await t.test('is what the tour in the README walks through: it says what is printed there', async (t) => {
    const text = readFileSync(readme, 'utf8')
    const tour = readTour(text)
    t.ok(tour.length >= 5)
    let ids: readonly (readonly [string, string])[] = []
    const played: Step[] = []
    for (const { typed, answer } of tour) {
      const typedNow = ids.reduce((line, [old, now]) => line.replaceAll(old, now), typed)
      // What was issued a moment ago takes a moment to arrive, and a look to get its place in the log. Only asking is repeated.
      if (rewrite !== undefined) await delay(2_000)
      const attempts = typed.startsWith('import') || rewrite !== undefined ? 1 : 20
      const said = await crosswatch(directory, typedNow, attempts, (now) => lasting(now) === lasting(answer))
      ids = [...ids, ...idsOf(answer, said)]
      played.push({ typed: typedNow, answer: said })
      if (rewrite === undefined) t.equal(lasting(said), lasting(answer), typed)
    }
    if (rewrite !== undefined) writeFileSync(readme, writeTour(text, played))
  })

  await t.test(
    'leaves a federation in which an example of one jurisdiction is a hit in the other',
    async (t) => {
      const answer = await untilHit(() =>
        clientOf(description, 'XB', 'border-officer').queries.ask({
          purpose: 'border-check',
          reference: 'lane 4',
          subject: { name: 'Dragomir Vanttu' },
        }),
      )
      t.equal(answer.results[0]?.issuer, 'XA')
    },
  )

  await t.test('leaves one draft for a second officer', async (t) => {
    const { alerts } = await clientOf(description, 'XA', 'supervisor').alerts.page({ state: 'submitted' })
    t.equal(alerts.length, 1)
  })

  await t.test('writes no name and no number into its logs', async (t) => {
    for (const { name } of readEntries(layout.processes)) {
      const log = readFileSync(layout.log(name), 'utf8')
      for (const canary of [
        'VANTU',
        'Vanttu',
        '20 7946',
        '+44207946',
        'XB4471902',
        ...description.users.map((user) => user.password),
      ]) {
        t.notMatch(log, canary, `${name} says ${canary}`)
      }
    }
  })

  await t.test('runs on after a kill of its supervisor; stop ends what is left', async (t) => {
    t.equal((await run(['status', '--data', directory])).code, 0)
    t.equal((await run(['start', '--detach', '--data', directory])).code, 1, 'a second start is refused')
    const entries = readEntries(layout.processes)
    t.equal(
      entries.length,
      3 + 3 * (SERVICES.length + 1),
      'PostgreSQL, hub and the neutral witness; for each node a leaf and its services',
    )
    const { pid } = JSON.parse(readFileSync(layout.lock, 'utf8'))
    process.kill(pid, 'SIGKILL')
    await delay(300)
    t.equal((await run(['status', '--data', directory])).code, 1)
    t.ok(entries.every(isRunning))
    t.equal((await run(['stop', '--data', directory])).code, 0)
    t.notOk(entries.some(isRunning))
  })

  await t.test('keeps its data and its addresses for the next start, in one process a node', async (t) => {
    const again = await run(['start', '--detach', '--processes', 'node', '--data', directory])
    t.equal(again.code, 0, again.said)
    t.same(
      readEntries(layout.processes)
        .filter(isRunning)
        .map(({ name }) => name)
        .toSorted(),
      [
        'hub',
        'postgres',
        'witness',
        ...['xa', 'xb', 'xc'].flatMap((node) => [`${node}-leaf`, `${node}-node`]),
      ],
    )
    const kept: FederationDescription = JSON.parse(readFileSync(layout.description, 'utf8'))
    t.same(kept.ports, description.ports)
    const supervisor = clientOf(kept, 'XA', 'supervisor')
    t.equal(
      (await supervisor.alerts.page({ state: 'submitted' })).alerts.length,
      1,
      'examples are loaded once',
    )
    t.ok((await supervisor.alerts.page({ state: 'active', origin: 'own' })).alerts.length >= 3)
    t.equal((await run(['stop', '--data', directory])).code, 0)
    t.notOk(readEntries(layout.processes).some(isRunning))
    t.notOk(existsSync(layout.lock))
  })
})

function clientOf({ users, nodes }: FederationDescription, jurisdiction: string, role: string) {
  const user = users.find((one) => one.jurisdiction === jurisdiction && one.roles.includes(role))
  const gateway = nodes.find((node) => node.jurisdiction === jurisdiction)?.gateway ?? ''
  return createClient({ gateway, user: user?.user ?? '', password: user?.password ?? '' })
}

async function untilHit<Answer extends { readonly verdict: string }>(
  ask: () => Promise<Answer>,
): Promise<Answer> {
  for (let attempt = 0; ; attempt++) {
    const answer = await ask()
    if (answer.verdict !== 'none') return answer
    if (attempt === 240) throw new Error('no hit within a minute')
    await delay(250)
  }
}

/** Runs the command line, again while its answer is another one than is waited for. */
async function crosswatch(
  directory: string,
  typed: string,
  attempts: number,
  fits: (said: string) => boolean,
): Promise<string> {
  const program = join(repository, 'packages/cli/src/main.ts')
  const environment = { CROSSWATCH_DATA: directory, CROSSWATCH_CALLER_DIRECTORY: repository, COLUMNS: '120' }
  for (let attempt = 1; ; attempt++) {
    const { said } = await runProgram(program, argumentsOf(typed), environment)
    if (fits(said.trim()) || attempt >= attempts) return said.trim()
    await delay(300)
  }
}

async function run(args: readonly string[], standing?: string) {
  return runProgram(main, args, standing === undefined ? {} : { CROSSWATCH_CALLER_DIRECTORY: standing })
}

async function runProgram(program: string, args: readonly string[], environment: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, ['--conditions=@crosswatch/source', program, ...args], {
    env: { ...process.env, ...environment },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (bytes: Buffer) => (said += bytes.toString()))
  const [code] = await once(child, 'close')
  return { code: Number(code), said }
}

function temporaryDirectory(t: Test): string {
  const parent = mkdtempSync(join(tmpdir(), 'crosswatch-start-'))
  chmodSync(parent, 0o711)
  const directory = join(parent, 'data')
  // What runs in the background does not end with this process by itself.
  const will = leaveLastWill(process.execPath, [
    '--conditions=@crosswatch/source',
    main,
    'stop',
    '--data',
    directory,
  ])
  t.teardown(async () => {
    will[Symbol.dispose]()
    await run(['stop', '--data', directory])
    removePostgresData(layoutOf(directory).postgres)
    rmSync(parent, { recursive: true, force: true })
  })
  return directory
}
