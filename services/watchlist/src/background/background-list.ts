import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import type {
  AnswerMessage,
  ProbeResult,
  ProbeTask,
  SearchResult,
  SearchTask,
  Task,
  TaskMessage,
  TaskResult,
  ThreadSettings,
} from './tasks.ts'

/** Does what would hold up queries, in threads that each have a list of their own. */
export interface BackgroundList extends AsyncDisposable {
  /** How many tasks are worth having under way at once. */
  readonly threads: number
  /** Rejects when the thread ends before the work does: the next work gets a new one. */
  search(work: Omit<SearchTask, 'kind'>): Promise<SearchResult>
  /** Rejects like `search`. */
  probe(work: Omit<ProbeTask, 'kind'>): Promise<ProbeResult>
  /** Writes a snapshot of a list that has seen this change. Rejects like `search`. */
  save(sequence: number): Promise<void>
}

export interface BackgroundOptions {
  readonly threads: number
  /** A thread without work ends after this, and gives its memory back. */
  readonly idleMs?: number
}

interface Thread {
  readonly pending: Map<number, PromiseWithResolvers<TaskResult>>
  run(task: Task): Promise<TaskResult>
  stop(): Promise<void>
}

/** Threads are started when there is work for them. */
export function createBackgroundList(
  settings: ThreadSettings,
  { threads: most, idleMs = 60_000 }: BackgroundOptions,
): BackgroundList {
  const threads = new Set<Thread>()

  function take(): Thread {
    const [freest] = [...threads].toSorted((a, b) => a.pending.size - b.pending.size)
    if (freest !== undefined && (freest.pending.size === 0 || threads.size >= most)) return freest
    const thread = startThread(settings, idleMs, () => threads.delete(thread))
    threads.add(thread)
    return thread
  }

  return {
    threads: most,
    async search(work) {
      const result = await take().run({ kind: 'search', ...work })
      if (result === undefined || !('found' in result)) throw new Error('a search without a result')
      return result
    },
    async probe(work) {
      const result = await take().run({ kind: 'probe', ...work })
      if (result === undefined || !('hits' in result)) throw new Error('a probe without a result')
      return result
    },
    async save(sequence) {
      await take().run({ kind: 'save', sequence })
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([...threads].map((thread) => thread.stop()))
    },
  }
}

function startThread(settings: ThreadSettings, idleMs: number, onEnd: () => void): Thread {
  const file = new URL(`./thread${extname(import.meta.filename)}`, import.meta.url)
  const worker = new Worker(file, { workerData: settings })
  const pending: Thread['pending'] = new Map()
  let last = 0
  let idle: NodeJS.Timeout | undefined

  const end = () => {
    clearTimeout(idle)
    onEnd()
    for (const { reject } of pending.values()) reject(new Error('the thread of the list has ended'))
    pending.clear()
  }
  worker.on('message', (message: AnswerMessage) => {
    const waiting = pending.get(message.id)
    pending.delete(message.id)
    if ('failed' in message) waiting?.reject(new Error('a task of the list failed'))
    else waiting?.resolve(message.result)
    if (pending.size === 0) idle = setTimeout(() => void worker.terminate(), idleMs).unref()
  })
  worker.on('error', end)
  worker.on('exit', end)

  return {
    pending,
    run(task) {
      clearTimeout(idle)
      const waiting = Promise.withResolvers<TaskResult>()
      const id = ++last
      pending.set(id, waiting)
      worker.postMessage({ id, task } satisfies TaskMessage, [])
      return waiting.promise
    },
    async stop() {
      await worker.terminate()
    },
  }
}
