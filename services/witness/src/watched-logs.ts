import { readFile, stat } from 'node:fs/promises'
import { verifySignature } from '@crosswatch/crypto'
import { ServiceError } from '@crosswatch/protocol'
import {
  ed25519Verifier,
  type NoteVerifier,
  parsePolicy,
  parseVerifierKey,
  TransparencyError,
} from '@crosswatch/transparency'

/** The keys of each log by its origin; more than one while a log changes its key. */
export type WatchedLogs = ReadonlyMap<string, { readonly logKeys: readonly NoteVerifier[] }>

/**
 * @param text lines `log <vkey>` (C2SP tlog-policy); blank lines and comments are left out
 * @throws {ServiceError} `invalid-configuration`
 */
function parseLogs(text: string): WatchedLogs {
  const logs = new Map<string, { logKeys: NoteVerifier[] }>()
  try {
    const policy = parsePolicy(`${text}\nquorum none\n`)
    if (policy.witnesses.length + policy.groups.length > 0) {
      throw new TransparencyError('policy-malformed', 'It names more than logs.')
    }
    for (const { vkey } of policy.logs) {
      const { name } = parseVerifierKey(vkey)
      const log = logs.get(name) ?? { logKeys: [] }
      log.logKeys.push(ed25519Verifier(vkey, verifySignature))
      logs.set(name, log)
    }
  } catch (cause) {
    if (!(cause instanceof TransparencyError)) throw cause
    throw new ServiceError('invalid-configuration', {
      detail: `CROSSWATCH_LOGS_FILE: ${cause.message}`,
      cause,
    })
  }
  return logs
}

/**
 * The logs that a file names, read again when it has changed: a log's new key needs no restart. A change that cannot be read
 * is told, and what was read before goes on.
 */
export async function watchLogsFile(
  path: string,
  onFailure: (error: unknown) => void,
): Promise<() => Promise<WatchedLogs>> {
  const stampOf = async () => (await stat(path)).mtimeMs
  let stamp = await stampOf()
  let logs = parseLogs(await readFile(path, 'utf8'))
  return async () => {
    try {
      const present = await stampOf()
      if (present !== stamp) {
        stamp = present
        logs = parseLogs(await readFile(path, 'utf8'))
      }
    } catch (error) {
      onFailure(error)
    }
    return logs
  }
}
