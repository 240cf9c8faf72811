import { join } from 'node:path'
import type { PreparedPostgres } from './prepare.ts'

export interface RunOptions {
  readonly port: number
  /** `false`: an acknowledged commit may be lost when the machine (not the server) dies. Tests only. Default true. */
  readonly durable?: boolean
  /** Further settings of postgresql.conf. */
  readonly settings?: Readonly<Record<string, string | number>>
}

/** How to start a program: what a supervisor needs. */
export interface PostgresCommand {
  readonly file: string
  readonly args: readonly string[]
  readonly options: { readonly uid?: number; readonly gid?: number; readonly cwd: string }
}

const always = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 200,
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // A statement in the server's log would show what was looked up.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_statement: 'none',
  log_parameter_max_length_on_error: 0,
}

const careless = {
  fsync: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: 0,
  shared_buffers: '32MB',
}

/**
 * The server program in the foreground, on 127.0.0.1 and TCP only.
 *
 * SIGTERM waits for the clients to leave, SIGINT sends them away (the one to use), SIGQUIT stops without a checkpoint.
 */
export function postgresCommand(prepared: PreparedPostgres, options: RunOptions): PostgresCommand {
  const settings = { ...always, ...(options.durable === false ? careless : {}), ...options.settings }
  return {
    file: join(prepared.binaries, 'postgres'),
    args: [
      '-D',
      prepared.data,
      '-p',
      String(options.port),
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    options: { ...prepared.account, cwd: prepared.data },
  }
}
