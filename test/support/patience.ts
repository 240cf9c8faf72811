import { setTimeout as delay } from 'node:timers/promises'

/**
 * Asks again after an answer that says to try again (503), as any client does, a few times at most: a machine that does
 * something else for seconds must not decide what a test finds.
 */
export async function patiently<Answer extends { readonly status: number }>(
  ask: () => Promise<Answer>,
): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    const answer = await ask()
    if (answer.status !== 503 || attempt === 4) return answer
    await delay(attempt * 1_000)
  }
}
