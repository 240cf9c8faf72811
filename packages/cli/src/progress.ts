import { SingleBar } from 'cli-progress'
import type { OutputStream } from './terminal.ts'

/** Shows how far a long step is. */
export interface Bar extends Disposable {
  /** @param done so much of the total @param remark what else is worth saying */
  update(done: number, remark?: string): void
}

const silent: Bar = { update: () => {}, [Symbol.dispose]: () => {} }

/** A bar on a terminal; nothing where the stream is a file or a pipe. Disposing of it takes it away. */
export function createBar(stream: OutputStream, label: string, total: number, unit: string): Bar {
  if (stream.isTTY !== true) return silent
  const bar = new SingleBar({
    stream,
    format: `${label} [{bar}] {percentage}% {remark}`,
    hideCursor: true,
    clearOnComplete: true,
    barsize: 30,
    gracefulExit: false,
  })
  bar.start(total, 0, { remark: '' })
  return {
    update: (done, remark = unit) => bar.update(Math.min(done, total), { remark }),
    [Symbol.dispose]: () => bar.stop(),
  }
}
