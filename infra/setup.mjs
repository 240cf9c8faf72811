// Prepares this checkout, then runs one of its programs.
//
//   node infra/setup.mjs FILE.ts [ARGUMENT...]      a program of ours, under the project's own Node
//   node infra/setup.mjs --bin NAME [ARGUMENT...]   a tool from node_modules/.bin
//
// Plain JavaScript for Node 20, with no dependency: it runs before anything is installed. It brings the packages
// (pnpm by npx) and with them Node 24, which runs everything else. A second call in an unchanged checkout does nothing.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const stampFile = join(root, 'node_modules', '.crosswatch-setup')
const node = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')

const environment = {
  ...process.env,
  PATH: [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
  NODE_OPTIONS: withSourceCondition(process.env.NODE_OPTIONS),
}

await prepare()
await run(process.argv.slice(2))

async function prepare() {
  const wanted = fingerprint()
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return
  // Two commands started side by side in a fresh checkout must not both install: the second one waits.
  const release = await takeLock(join(root, '.cache', 'setup.lock'))
  try {
    if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return
    console.error('crosswatch: installing packages (once after a clone or an update) ...')
    install()
    if (!buildTap()) {
      // A build that was cut short leaves tap unable to build again: only a new copy of it helps.
      rmSync(join(root, 'node_modules'), { recursive: true, force: true })
      install()
      if (!buildTap(console.error)) fail('preparing the test runner failed.')
    }
    shortenExports('packages/database', 'drizzle-orm')
    writeFileSync(stampFile, wanted)
  } finally {
    release()
  }
}

function install() {
  const { status, stdout, stderr, error } = spawnSync(
    'npx',
    ['--yes', 'pnpm@12', 'install', '--frozen-lockfile', '--reporter', 'append-only'],
    { cwd: root, encoding: 'utf8', shell: process.platform === 'win32', env: { ...process.env, CI: 'true' } },
  )
  if (status === 0) return
  console.error(stdout ?? '', stderr ?? '', error?.message ?? '')
  fail('installing failed. Check that npm reaches its registry, then run the command again.')
}

/** tap generates its test class from its plugin list, once. Returns whether it could. */
function buildTap(complain = () => {}) {
  ownTestClass()
  const { status, stdout, stderr } = spawnSync('tap', ['build'], {
    cwd: root,
    env: environment,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  if (status !== 0) complain(stdout ?? '', stderr ?? '')
  return status === 0
}

/**
 * pnpm links the files of a package to its store, and the build writes into the test class in place: without copies of its
 * own, a checkout that is set up breaks the tests that run in another one.
 */
function ownTestClass() {
  const tap = join(root, 'node_modules', 'tap')
  if (!existsSync(tap)) return
  const folder = join(dirname(realpathSync(tap)), '@tapjs', 'test')
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || entry.parentPath.includes(join(folder, 'node_modules'))) continue
    const file = join(entry.parentPath, entry.name)
    copyFileSync(file, `${file}.own`)
    renameSync(`${file}.own`, file)
  }
}

/**
 * Node parses the package.json of a package again for every module of it that is loaded, and this one names 500 entry points in
 * 180 kB: half a second of each start of a service and of each test. Kept are those at the top, and what belongs to the driver
 * in use.
 */
function shortenExports(user, name) {
  const file = join(realpathSync(join(root, user, 'node_modules', name)), 'package.json')
  const manifest = JSON.parse(readFileSync(file, 'utf8'))
  const used = Object.entries(manifest.exports).filter(([path]) =>
    /^\.(\/[^/]+)?$|^\.\/node-postgres\//.test(path),
  )
  writeFileSync(`${file}.own`, JSON.stringify({ ...manifest, exports: Object.fromEntries(used) }))
  renameSync(`${file}.own`, file)
}

function fail(reason) {
  console.error(`crosswatch: ${reason}`)
  process.exit(1)
}

/** Changes whenever an install could give another result. */
function fingerprint() {
  const hash = createHash('sha256')
  const files = ['infra/setup.mjs', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', '.taprc']
  for (const group of ['packages', 'services']) {
    if (!existsSync(join(root, group))) continue
    for (const name of readdirSync(join(root, group)).toSorted())
      files.push(join(group, name, 'package.json'))
  }
  files.push('infra/package.json', 'test/package.json')
  for (const file of files) {
    const path = join(root, file)
    hash.update(`${file}\0`).update(existsSync(path) ? readFileSync(path) : '')
  }
  return hash.digest('hex')
}

async function takeLock(path) {
  mkdirSync(dirname(path), { recursive: true })
  for (;;) {
    try {
      mkdirSync(path)
      writeFileSync(join(path, 'pid'), String(process.pid))
      return () => rmSync(path, { recursive: true, force: true })
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      if (holderIsGone(path)) rmSync(path, { recursive: true, force: true })
      else await new Promise((resolve) => setTimeout(resolve, 300))
    }
  }
}

function holderIsGone(path) {
  try {
    process.kill(Number(readFileSync(join(path, 'pid'), 'utf8')), 0)
    return false
  } catch (error) {
    return error.code === 'ESRCH'
  }
}

function withSourceCondition(options) {
  const condition = '--conditions=@crosswatch/source'
  if (options?.includes(condition)) return options
  return options ? `${options} ${condition}` : condition
}

async function run([first, ...rest]) {
  if (first === undefined) return
  const [command, parameters] =
    first === '--bin'
      ? [join(root, 'node_modules', '.bin', rest[0]), rest.slice(1)]
      : [node, [join(root, first), ...rest]]
  const child = spawn(command, parameters, {
    cwd: root,
    stdio: 'inherit',
    env: { ...environment, CROSSWATCH_CALLER_DIRECTORY: process.env.INIT_CWD ?? process.cwd() },
    shell: process.platform === 'win32',
  })
  // A terminal sends Ctrl-C to both processes; a supervisor only to this one. The child decides when it is done.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  const [code, signal] = await new Promise((resolve) => child.on('exit', (...result) => resolve(result)))
  process.exitCode = signal ? 1 : (code ?? 1)
}
