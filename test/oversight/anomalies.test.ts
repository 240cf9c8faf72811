import t from 'tap'
import { simulateNames } from '../bench/anomalies/simulate-names.ts'
import { simulatePosts } from '../bench/anomalies/simulate-posts.ts'
import { simulate } from '../bench/anomalies/simulate.ts'

t.test('whoever tries numbers one after the other is noticed, at any speed, and nobody else', (t) => {
  const { scanners, falseAlarmsPerOfficerMonth } = simulate(20, 7)
  for (const { name, detectedAfterHours, numbersTried } of scanners) {
    t.ok(detectedAfterHours !== undefined, name)
    t.ok((numbersTried ?? Infinity) <= 50, `${name}: after ${numbersTried} numbers`)
  }
  t.equal(falseAlarmsPerOfficerMonth, 0)
  t.end()
})

t.test("looks for a colleague's name are noticed among many for travellers who are called the same", (t) => {
  const { namesakes, falseAlarms, curious } = simulateNames(100, 7)
  t.ok(namesakes > 100, `${namesakes} looks for namesakes`)
  t.ok(falseAlarms <= 0.02)
  for (const { how, detectedAfterDays } of curious) t.ok(detectedAfterDays !== undefined, how)
  t.end()
})

t.test(
  'looks from where an officer does not work are noticed, standing in and business elsewhere are not',
  (t) => {
    const { awayFromPostFalseAlarms, twoPostsFalseAlarms, misused } = simulatePosts(100, 7)
    t.ok(awayFromPostFalseAlarms <= 0.02)
    t.equal(twoPostsFalseAlarms, 0)
    for (const { how, detectedAfterDays } of misused) t.ok(detectedAfterDays !== undefined, how)
    t.end()
  },
)
