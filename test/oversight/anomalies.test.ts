import t from 'tap'
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
