import t from 'tap'
import { suppress } from '../src/oversight-rules.ts'

t.test('suppression hides at least two numbers, chosen by name, and together they are not small', (t) => {
  const hiddenOf = (...numbers: number[]) =>
    suppress(numbers.map((looks, place) => ({ name: `n${place}`, looks }))).flatMap(({ looks }, place) =>
      looks === null ? [numbers[place]] : [],
    )
  t.strictSame(hiddenOf(100, 20, 30), [])
  t.strictSame(hiddenOf(100, 3, 30, 4), [100, 3, 4], 'with the small ones the first two by name')
  t.strictSame(hiddenOf(100, 200, 300, 9), [100, 200, 9])
  t.strictSame(hiddenOf(1, 2, 300, 40), [1, 2, 300, 40], '1 and 2 alone would make 3')
  t.strictSame(hiddenOf(100, 1), [100, 1])
  const ones = Array.from({ length: 12 }, (_, place) => ({ name: `n${place}`, looks: 1 }))
  t.strictSame(suppress(ones), [], 'twelve names that make twelve tell that each is one')
  t.end()
})

t.test('who knows total and rule still cannot compute a hidden number of any table of three', (t) => {
  const largest = 40
  const possible = new Map<string, Set<number>[]>()
  for (let a = 1; a <= largest; a++) {
    for (let b = 1; b <= largest; b++) {
      for (let c = 1; c <= largest; c++) {
        const numbers = [a, b, c]
        const shown = suppress(numbers.map((looks, place) => ({ name: `n${place}`, looks })))
        const published = JSON.stringify([a + b + c, shown.map(({ looks }) => looks)])
        const values = possible.get(published) ?? numbers.map(() => new Set<number>())
        numbers.forEach((number, place) => values[place]?.add(number))
        possible.set(published, values)
      }
    }
  }
  const given = [...possible].filter(([published, values]) => {
    const [total, shown] = JSON.parse(published) as [number, (number | null)[]]
    // Of these totals every table is among those tried.
    return (
      total >= 10 &&
      total <= largest + 2 &&
      shown.some((looks, place) => looks === null && values[place]?.size === 1)
    )
  })
  t.strictSame(
    given.map(([published]) => published),
    [],
  )
  t.end()
})
