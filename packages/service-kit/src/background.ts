/** Runs one piece of work after another, in the order asked for: what shares state never overlaps. */
export type Sequential = <T>(work: () => Promise<T>) => Promise<T>

export function sequential(): Sequential {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const next = last.then(work, work)
    last = next.catch(() => undefined)
    return next
  }
}

export interface Loop extends AsyncDisposable {
  /** Something may have happened: look at once. */
  wake(): void
}

export interface LoopOptions {
  readonly everyMs: number
  /** Told when a turn fails; the loop goes on, more slowly for a while. */
  readonly onError: (error: unknown) => void
}

/**
 * Runs `turn` whenever it is woken, and every `everyMs` in any case. A turn that returns true has more to do and is
 * followed by another at once. Never overlaps with itself.
 */
export function startLoop(turn: () => Promise<boolean>, { everyMs, onError }: LoopOptions): Loop {
  const stopping = new AbortController()
  let woken = true
  let resume: () => void = () => undefined
  let failures = 0

  const running = (async () => {
    while (!stopping.signal.aborted) {
      if (woken) {
        woken = false
        try {
          if (await turn()) woken = true
          failures = 0
        } catch (error) {
          failures++
          onError(error)
        }
      }
      if (!woken || failures > 0) await pause(failures > 0 ? Math.min(5_000, 50 * 2 ** failures) : everyMs)
    }
  })()

  async function pause(milliseconds: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds)
      resume = () => {
        clearTimeout(timer)
        resolve()
      }
      if (stopping.signal.aborted || (woken && failures === 0)) resume()
    })
    woken = true
  }

  return {
    wake() {
      woken = true
      // After a failure the pause is kept: waking must not become a busy loop.
      if (failures === 0) resume()
    },
    async [Symbol.asyncDispose]() {
      stopping.abort()
      resume()
      await running
    },
  }
}
