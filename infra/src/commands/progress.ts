/** Shows what is going on: one line that changes on a terminal, plain lines elsewhere. */
export type Progress = { say(line: string): void; done(): void }

export function createProgress(stream: NodeJS.WriteStream, startedAt = Date.now()): Progress {
  const seconds = () => `${((Date.now() - startedAt) / 1000).toFixed(1).padStart(5)} s`
  if (!stream.isTTY) return { say: (line) => void stream.write(`${seconds()}  ${line}\n`), done: () => {} }
  let line = ''
  const draw = () => stream.write(`\r\u001B[2K${seconds()}  ${line}`.slice(0, (stream.columns || 80) + 5))
  const timer = setInterval(draw, 200).unref()
  return {
    say(next) {
      line = next
      draw()
    },
    done() {
      clearInterval(timer)
      stream.write('\r\u001B[2K')
    },
  }
}
