import { spawn } from 'node:child_process'

/**
 * Has a command run when this process is gone, however it went: its end of a pipe closes even when it is killed.
 *
 * For tests: nobody would know of the processes that a killed test leaves behind. Disposing of it calls it off.
 */
export function leaveLastWill(file: string, args: readonly string[]): Disposable {
  const waiting = spawn('/bin/sh', ['-c', 'read -r _; exec "$@"', 'sh', file, ...args], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  waiting.unref()
  waiting.stdin.on('error', () => {})
  return { [Symbol.dispose]: () => void waiting.kill('SIGKILL') }
}
