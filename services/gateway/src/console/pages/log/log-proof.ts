import { hasErrorCode } from '@crosswatch/protocol'
import { logOrigin } from '@crosswatch/transparency'
import type { Caller } from '../../../calls/call.ts'
import type { ConsoleContext } from '../../console-context.ts'
import type { ExpectedLog } from './check-proof.ts'
import { logVerifiers } from './log-keys.ts'

/** This node's log, with the keys that its root certified. */
export async function expectedLog({ root, calls }: ConsoleContext, caller: Caller): Promise<ExpectedLog> {
  const statements = await calls.exchange.keys(caller)
  const own = statements.filter(({ issuer }) => issuer === root.jurisdiction)
  return {
    origin: logOrigin(root.federation, root.jurisdiction),
    verifiers: logVerifiers(
      own.map(({ envelope }) => envelope),
      root,
    ),
  }
}

/** There is none during the first second, until the record has its place in the log. */
export async function receiptOf(
  { calls }: ConsoleContext,
  caller: Caller,
  id: string,
): Promise<string | undefined> {
  try {
    return await calls.audit.proof(caller, id)
  } catch (error) {
    if (hasErrorCode(error, 'unavailable')) return undefined
    throw error
  }
}
