import { listen } from '@crosswatch/database'
import { startLoop } from '@crosswatch/service-kit'
import { proveLooks, type ProofOptions } from './prove-looks.ts'
import { takeReceipts } from './take-receipts.ts'
import { type ReceiptOptions, tellIssuers } from './tell-issuers.ts'

/** Between whom receipts go, and how often. */
export type ReceiptsOf = Pick<ReceiptOptions, 'peers' | 'periodMs'> & Pick<ProofOptions, 'federation'>

export interface KeepOptions extends Omit<ReceiptOptions, 'peers'>, Omit<ProofOptions, 'db'> {
  readonly databaseUrl: string
  readonly onError: (part: string, error: unknown) => void
}

/** Tells the issuers, takes in what others tell, and holds it against their logs, until it is disposed of. */
export function keepReceipts(options: KeepOptions): AsyncDisposable {
  const { connection, link, federation, databaseUrl, periodMs } = options
  const running = new AsyncDisposableStack()
  const loop = (part: string, everyMs: number, turn: () => Promise<boolean>) =>
    running.use(startLoop(turn, { everyMs, onError: (error) => options.onError(part, error) }))
  const often = Math.min(periodMs / 4, 30_000)
  loop('telling issuers of looks', often, () => tellIssuers({ ...options, peers: link.peers }))
  const proving = loop('proving receipts of looks', often, () =>
    proveLooks({ db: connection.db, federation, link }),
  )
  const taking = loop('taking receipts of looks', 30_000, async () => {
    const more = await takeReceipts(options)
    proving.wake()
    return more
  })
  running.use(
    listen(databaseUrl, ['exchange_inbox'], () => taking.wake(), { applicationName: 'audit receipts' }),
  )
  return running
}
