import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { chmod, copyFile, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg'

/** Whether this machine's packages come from Debian. */
export function isDebian(): boolean {
  return existsSync('/etc/debian_version') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))
}

/**
 * Puts Debian's newest nats-server into `directory`, with an apt state of its own: nothing is installed, no list of the
 * machine is touched, and no root is needed. Debian's stable releases carry versions that are too old, hence `sid`; the
 * program depends on nothing but libc.
 *
 * @throws Error when no mirror of this machine has the package
 */
export async function fetchDebianServer(directory: string): Promise<string> {
  await mkdir(directory, { recursive: true })
  const work = await mkdtemp(join(directory, 'fetch-'))
  try {
    for (const folder of ['lists/partial', 'cache/archives/partial', 'unpacked']) {
      await mkdir(join(work, folder), { recursive: true })
    }
    const mirrors = await debianMirrors(work)
    const signedBy = existsSync(KEYRING) ? `[signed-by=${KEYRING}] ` : ''
    await writeFile(
      join(work, 'sources.list'),
      mirrors.map((uri) => `deb ${signedBy}${uri} sid main\n`).join(''),
    )
    const apt = [
      ...privateState(work),
      '-o',
      `Dir::Etc::SourceList=${join(work, 'sources.list')}`,
      '-o',
      'Dir::Etc::SourceParts=/dev/null',
      '-o',
      'APT::Sandbox::User=root',
    ]
    await run('apt-get', [...apt, 'update'], { cwd: work })
    await run('apt-get', [...apt, 'download', 'nats-server'], { cwd: work })
    const archive = (await readdir(work)).find((name) => name.endsWith('.deb'))
    if (archive === undefined) throw new Error('the mirror has no nats-server')
    await run('dpkg', ['-x', join(work, archive), join(work, 'unpacked')])
    const program = join(directory, 'nats-server')
    // Copied aside and renamed: a second fetch at the same time never shows a half-written program.
    const places = ['sbin', 'bin'].map((folder) => join(work, 'unpacked', 'usr', folder, 'nats-server'))
    const unpacked = places.find((place) => existsSync(place))
    if (unpacked === undefined) throw new Error('the package holds no nats-server')
    await copyFile(unpacked, join(work, 'nats-server'))
    await chmod(join(work, 'nats-server'), 0o755)
    await rename(join(work, 'nats-server'), program)
    return program
  } catch (cause) {
    throw new Error('nats-server could not be fetched from the Debian mirror; is the network there?', {
      cause,
    })
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

/** The machine's own mirrors, as apt would ask them; security mirrors carry no such package. */
async function debianMirrors(work: string): Promise<string[]> {
  const { stdout } = await run('apt-get', [...privateState(work), 'update', '--print-uris'])
  const uris = [...stdout.matchAll(/^'(\S+?)\/dists\//gm)].map(([, uri]) => uri ?? '')
  const mirrors = [...new Set(uris)].filter((uri) => uri.endsWith('/debian'))
  if (mirrors.length === 0) throw new Error('apt names no Debian mirror')
  return mirrors
}

function privateState(work: string): string[] {
  return ['-o', `Dir::State::Lists=${join(work, 'lists')}`, '-o', `Dir::Cache=${join(work, 'cache')}`]
}
