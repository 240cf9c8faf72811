import { setTimeout as delay } from 'node:timers/promises'
import type { Connection } from '@crosswatch/database'
import { signCheckpoint } from '@crosswatch/transparency'
import { sequence } from './domain/sequence.ts'
import type { ForkGuard } from './fork-guard.ts'
import { type LoadedLog, loadLog } from './load-log.ts'
import { readLogState } from './log-state.ts'
import type { LogKey } from './log-key.ts'
import { extendBundles, placePending, replaceCheckpoint, takeLog, writeTiles } from './store/log-store.ts'

export interface SequencerOptions {
  readonly connection: Pick<Connection, 'transaction'>
  readonly key: LogKey
  /** Remembers outside the database what was signed. */
  readonly guard: ForkGuard
  /** Throws while this node must not sign, because its witnesses hold more of the log. Default: it may. */
  readonly mayPlace?: () => void
  /** Records that get their place in one transaction at most. Default 8192. */
  readonly batch?: number
}

export interface Sequencer {
  /**
   * Gives the records that wait their places, and signs the new state. All or nothing: places, tiles, entries and
   * checkpoint are one transaction, so that a crash at any moment leaves one consistent, signed log.
   *
   * @returns how many records were placed, and whether there may be more; none also while another sequencer is at it
   * @throws {ServiceError} `log-missing`, `log-broken`, `log-behind`, `log-forked`, `guard-missing`: nothing is signed on top
   *   of a log that is not whole, or not the one that was signed before; `unavailable` until the witnesses have been heard
   */
  readonly sequenceOnce: () => Promise<Sequenced>
}

export interface Sequenced {
  readonly placed: number
  readonly more: boolean
  /** Records in the log, as far as is known here. */
  readonly size: bigint
}

export function createSequencer({
  connection,
  key,
  guard,
  mayPlace = () => {},
  batch = 8192,
}: SequencerOptions): Sequencer {
  // What this process has seen committed. Kept through failures, so that a log which is put back is noticed.
  let known: LoadedLog | undefined

  /** Under the lock again: another sequencer that is at it already has settled this by what it plans on top. */
  async function settle(state: LoadedLog['state']): Promise<void> {
    await connection.transaction(async (tx) => {
      if ((await takeLog(tx)) && (await readLogState(tx)).checkpoint === state.checkpoint)
        await guard.settle(state)
    })
  }

  return {
    sequenceOnce: async () => {
      const result = await connection.transaction(async (tx) => {
        if (!(await takeLog(tx))) return undefined
        const loaded = await loadLog(tx, key, known)
        if (loaded !== known) await guard.admit(tx, loaded.state)
        mayPlace()
        const entries = await placePending(tx, loaded.state.size, batch)
        if (entries.length === 0) return { loaded, placed: 0 }

        const { edge, root, tiles, bundles } = sequence(loaded.edge, entries)
        await writeTiles(tx, tiles)
        await extendBundles(tx, bundles)
        const next = { origin: key.origin, size: edge.size, root }
        // Persisted before anything is signed: whoever finds the log without `next` later finds out why.
        await guard.advance(loaded.state, next)
        const checkpoint = signCheckpoint(next, [key.signer])
        await replaceCheckpoint(tx, checkpoint)
        return { loaded: { state: { ...next, checkpoint }, edge }, placed: entries.length }
      })
      known = result?.loaded ?? known
      const placed = result?.placed ?? 0
      if (result !== undefined && placed > 0) await settle(result.loaded.state)
      return { placed, more: placed === batch, size: known?.state.size ?? 0n }
    },
  }
}

export interface RunOptions {
  readonly signal: AbortSignal
  readonly onRun?: (run: Sequenced) => void
  readonly onFailure: (error: unknown) => void
  /** Pause after a batch, in which the next one gathers. Default 200 ms. */
  readonly pauseMs?: number
  /** How often to look without being woken. Default 1 s. */
  readonly pollMs?: number
}

/** Runs a sequencer until the signal. `wake` is a hint that there are records; without it they are found a little later. */
export function runSequencer(
  sequencer: Sequencer,
  { signal, onRun, onFailure, pauseMs = 200, pollMs = 1000 }: RunOptions,
): { wake(): void; readonly ended: Promise<void> } {
  let woken = false
  let stir = () => {}
  const wake = () => {
    woken = true
    stir()
  }

  const waitForWork = async () => {
    const stirred = new Promise<void>((resolve) => (stir = resolve))
    if (woken) return
    const timeUp = new AbortController()
    const time = delay(pollMs, undefined, { signal: AbortSignal.any([signal, timeUp.signal]) }).catch(
      () => {},
    )
    await Promise.race([stirred, time])
    timeUp.abort()
  }

  const ended = (async () => {
    let failures = 0
    while (!signal.aborted) {
      await waitForWork()
      if (signal.aborted) return
      woken = false
      try {
        for (let more = true; more && !signal.aborted;) {
          const run = await sequencer.sequenceOnce()
          onRun?.(run)
          more = run.more
        }
        failures = 0
      } catch (error) {
        failures++
        onFailure(error)
      }
      // A log that cannot be continued stays so: asking ever more slowly is enough.
      const pause = pauseMs * 2 ** Math.min(failures, 6)
      await delay(pause, undefined, { signal }).catch(() => {})
    }
  })()

  return { wake, ended }
}
