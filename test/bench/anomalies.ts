import { simulateCompany } from './anomalies/simulate-company.ts'
import { simulateHabits } from './anomalies/simulate-habits.ts'
import { simulateNames } from './anomalies/simulate-names.ts'
import { simulatePosts } from './anomalies/simulate-posts.ts'
import { simulate } from './anomalies/simulate.ts'

/** How soon misuse is noticed, and how often somebody who did nothing but their work is: `npm run bench -- anomalies`. */
export async function run() {
  return {
    bench: 'anomalies' as const,
    days: 30,
    ...simulate(200, 1),
    habits: simulateHabits(200, 1),
    company: simulateCompany(200, 1),
    names: simulateNames(200, 1),
    posts: simulatePosts(200, 1),
  }
}
