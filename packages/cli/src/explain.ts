import { ApiError, ConnectionError } from '@crosswatch/client'
import { CryptoError } from '@crosswatch/crypto'
import { FormatError } from '@crosswatch/protocol'
import { TransparencyError } from '@crosswatch/transparency'
import { CommandError, type ExitCode, exitCodes } from './errors.ts'

/** A failure as it is told: a code for programs, one sentence for people, and the exit code. */
export interface Failure {
  readonly code: string
  readonly message: string
  readonly exitCode: ExitCode
}

/** Puts an error into words. Messages of unknown origin may hold what somebody typed, so they are not repeated. */
export function explain(error: unknown): Failure {
  if (error instanceof CommandError) {
    return { code: 'command', message: error.message, exitCode: error.exitCode }
  }
  if (error instanceof ApiError) {
    return { code: error.code, message: error.message, exitCode: exitCodeOf(error.status) }
  }
  if (error instanceof ConnectionError) {
    return { code: error.code, message: error.message, exitCode: exitCodes.nodeAway }
  }
  if (error instanceof CryptoError || error instanceof TransparencyError || error instanceof FormatError) {
    return { code: error.problem, message: error.message, exitCode: exitCodes.failed }
  }
  if (error instanceof Error && 'syscall' in error) return ofSystem(error)
  const name = error instanceof Error ? error.name : typeof error
  return {
    code: 'unexpected',
    message: `Something went wrong inside the command (${name}); run it again with CROSSWATCH_DEBUG=1 to see where.`,
    exitCode: exitCodes.failed,
  }
}

function exitCodeOf(status: number): ExitCode {
  if (status === 401 || status === 403) return exitCodes.notAllowed
  return status === 429 || status >= 502 ? exitCodes.nodeAway : exitCodes.failed
}

function ofSystem(error: Error): Failure {
  const code = 'code' in error ? String(error.code) : ''
  const path = 'path' in error ? String(error.path) : 'a file'
  const sentences: Record<string, string> = {
    ENOENT: `There is no ${path}; check the path.`,
    EACCES: `${path} may not be read or written by you; check its permissions.`,
    EPERM: `${path} may not be read or written by you; check its permissions.`,
    EISDIR: `${path} is a folder; name a file.`,
    EEXIST: `${path} exists already; name another file, since keys are never overwritten.`,
    ENOSPC: `There is no space left to write ${path}.`,
  }
  const message = sentences[code] ?? `${path} cannot be read or written (${code}).`
  return { code, message, exitCode: sentences[code] === undefined ? exitCodes.failed : exitCodes.usage }
}
