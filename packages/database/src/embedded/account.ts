import { spawnSync } from 'node:child_process'

/** The operating system's account that runs PostgreSQL; nothing when it is the caller's own. */
export interface Account {
  readonly uid?: number
  readonly gid?: number
}

/**
 * PostgreSQL refuses to run as root. As root: the account `postgres`, which is made if it is missing, else `nobody`.
 * As anyone else: the caller's own account.
 */
export function serverAccount(): Account {
  if (process.getuid?.() !== 0) return {}
  return find('postgres') ?? create('postgres') ?? find('nobody') ?? {}
}

/** Whether `account` can run this program with these arguments: asks the kernel rather than reading modes. */
export function canRun(account: Account, file: string, args: readonly string[]): boolean {
  const { status } = spawnSync(file, args, { ...account, cwd: '/', stdio: 'ignore', timeout: 20_000 })
  return status === 0
}

function find(name: string): Account | undefined {
  const uid = identity('-u', name)
  const gid = identity('-g', name)
  return uid === undefined || gid === undefined ? undefined : { uid, gid }
}

function identity(flag: string, name: string): number | undefined {
  const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' })
  return status === 0 ? Number(stdout.trim()) : undefined
}

function create(name: string): Account | undefined {
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', name], { stdio: 'ignore' })
  return find(name)
}
