import t from 'tap'
import { createClockWatch } from '../src/feed/clock-watch.ts'

const minute = 60_000
const start = Date.parse('2026-03-01T12:00:00.000Z')

/** Heartbeats of these members, one a minute, with clocks that are so much ahead. */
function hearing(offsets: Readonly<Record<string, number>>, beats = 3) {
  const watch = createClockWatch(minute)
  for (let beat = 0; beat < beats; beat++) {
    const now = start + beat * minute
    for (const [issuer, offset] of Object.entries(offsets)) watch.note(issuer, now + offset - 300, now)
  }
  return watch
}

t.test('clocks that agree within a minute need nobody', (t) => {
  t.equal(hearing({ XB: 20_000, XC: -40_000 }).notice(), undefined)
  t.equal(hearing({}).notice(), undefined)
  t.end()
})

t.test('a clock that is two hours off is noticed, and whose it is', (t) => {
  const twoHours = 120 * minute
  t.match(
    hearing({ XB: -twoHours, XC: -twoHours }).notice(),
    /this node's clock is 120 minutes ahead of XB, XC: set it/,
  )
  t.match(hearing({ XB: twoHours, XC: twoHours }).notice(), /120 minutes behind XB, XC/)
  t.match(hearing({ XB: twoHours, XC: 0 }).notice(), /the clock of XB differs .* tell its administrators/)
  t.match(hearing({ XB: twoHours, XC: -twoHours }).notice(), /the clock of XB, XC differs/)
  t.equal(hearing({ XB: twoHours }).offsets().get('XB'), twoHours - 300)
  t.end()
})

t.test('heartbeats that were held up on the way say nothing of a clock', (t) => {
  t.equal(hearing({ XB: -120 * minute }, 2).notice(), undefined, 'too few')
  const watch = createClockWatch(minute)
  for (let beat = 0; beat < 5; beat++) watch.note('XB', start - beat * minute, start + 120 * minute)
  t.equal(watch.notice(), undefined, 'all at once, after the hub was away')
  watch.note('XB', start + 121 * minute, start + 121 * minute)
  t.equal(watch.notice(), undefined, 'one that comes in time settles it')
  t.end()
})
