import { simulate } from './anomalies/simulate.ts'

/** How soon enumeration is noticed, and how often somebody who did nothing but their work is: `npm run bench -- anomalies`. */
export async function run() {
  return { bench: 'anomalies' as const, days: 30, ...simulate(200, 1) }
}
