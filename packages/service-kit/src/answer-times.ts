import { setTimeout as delay } from 'node:timers/promises'

/** Answers whose content must not show in their time leave at multiples of this after their request, in milliseconds. */
export const answerStepMs = 20

/**
 * Waits until the next of the times at which an answer may leave: a fixed grid that begins with the request. What was found
 * makes work longer or shorter, but not visible as long as the work ends before the same step. It costs time, and no
 * throughput: nothing is held while it waits.
 *
 * @param elapsedMs since the request came
 */
export async function untilNextStep(elapsedMs: () => number, stepMs = answerStepMs): Promise<void> {
  const due = Math.ceil(elapsedMs() / stepMs) * stepMs
  // Timers count whole milliseconds from when the event loop last looked at its clock, so one may come too early.
  for (let left = due - elapsedMs(); left > 0; left = due - elapsedMs()) await delay(Math.ceil(left))
}
