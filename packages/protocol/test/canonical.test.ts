import canonicalize from 'canonicalize'
import * as fc from 'fast-check'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import t from 'tap'
import {
  canonicalBytes,
  CanonicalError,
  concatBytes,
  maximumDepth,
  parseCanonical,
  sameBytes,
  utf8,
  type CanonicalProblem,
} from '../src/index.ts'
import { canonicalValue, respellings } from './support/json.ts'

const jcs = new URL('../../../../shared/vectors/jcs/', import.meta.url)
const suite = new URL('../../../../shared/vectors/json-parsing/test_parsing/', import.meta.url)
const missing = [jcs, suite].every((folder) => existsSync(folder))
  ? false
  : 'shared/vectors is not beside the project'
if (missing !== false && process.env['CROSSWATCH_REQUIRE_ALL'] === '1') t.fail(missing)

t.test('the RFC 8785 vectors', { skip: missing }, async (t) => {
  const read = (kind: 'input' | 'output', name: string) => readFileSync(new URL(`${kind}/${name}`, jcs))
  const vectors = readdirSync(new URL('input/', jcs)).map((name) => {
    const hex = readFileSync(new URL(`outhex/${name.replace('.json', '.txt')}`, jcs), 'utf8')
    const input: unknown = JSON.parse(read('input', name).toString())
    return { name, input, output: read('output', name), hex: hex.replaceAll(/\s/g, '') }
  })
  t.equal(vectors.length, 6)

  await t.test('are what the serialiser below makes, byte for byte', async (t) => {
    for (const { name, input, output, hex } of vectors) {
      t.equal(canonicalize(input), output.toString(), name)
      t.equal(Buffer.from(utf8(canonicalize(input) ?? '')).toString('hex'), hex, name)
    }
  })

  await t.test('are accepted, except where the format is narrower than the RFC', async (t) => {
    const narrower: Record<string, CanonicalProblem> = {
      'values.json': 'number-out-of-range', // fractions
      'unicode.json': 'forbidden-text', // not in normal form C, and the RFC leaves text as it is
      'weird.json': 'forbidden-text', // U+FB33 is not in normal form C either
    }
    for (const { name, input, output } of vectors) {
      const problem = narrower[name]
      if (problem === undefined) {
        t.same(Buffer.from(canonicalBytes(input)), output, name)
        t.same(parseCanonical(output), input, name)
      } else {
        t.equal(
          problemOf(() => canonicalBytes(input)),
          problem,
          name,
        )
        t.equal(
          problemOf(() => parseCanonical(output)),
          problem,
          name,
        )
      }
    }
  })
})

t.test('of the JSON parsing test suite', { skip: missing }, async (t) => {
  const files = readdirSync(suite).map((name) => ({
    name,
    bytes: new Uint8Array(readFileSync(new URL(encodeURIComponent(name), suite))),
  }))
  t.ok(files.length > 300)
  const accepted = files.filter(({ name, bytes }) => {
    const outcome = attempt(() => parseCanonical(bytes))
    if (outcome.problem !== undefined) return false
    if (!sameBytes(canonicalBytes(outcome.value), bytes)) t.fail(`${name} comes out as other bytes`)
    return true
  })
  const names = accepted.map(({ name }) => name)

  await t.test('nothing crashes, and what is accepted comes out as it came in', async (t) =>
    t.ok(names.length > 20),
  )
  await t.test('nothing that is not JSON is accepted', async (t) =>
    t.same(
      names.filter((name) => name.startsWith('n_')),
      [],
    ),
  )
  await t.test('of what parsers may take or leave, nothing is accepted', async (t) =>
    t.same(
      names.filter((name) => name.startsWith('i_')),
      [],
    ),
  )
  await t.test('plain values are', async (t) => {
    for (const name of [
      'y_structure_lonely_null',
      'y_array_empty',
      'y_object_empty',
      'y_structure_lonely_string',
    ])
      t.ok(names.includes(`${name}.json`), name)
  })
})

t.test('refused, each for its own reason', async (t) => {
  const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)
  const cases: [name: string, bytes: string | Uint8Array, problem: CanonicalProblem][] = [
    ['a repeated key', '{"a":1,"a":1}', 'not-canonical'],
    ['a repeated key with another value', '{"a":1,"a":2}', 'not-canonical'],
    ['a repeated key, spelled in two ways', String.raw`{"a":1,"\u0061":1}`, 'not-canonical'],
    ['keys out of order', '{"b":1,"a":1}', 'not-canonical'],
    ['keys in the order of code points instead of UTF-16', '{"\uE000":1,"\u{10000}":1}', 'not-canonical'],
    ['white space', '{"a": 1}', 'not-canonical'],
    ['a line break at the end', '{}\n', 'not-canonical'],
    ['a character escaped that needs none', String.raw`"\u0061"`, 'not-canonical'],
    ['an escaped slash', String.raw`"\/"`, 'not-canonical'],
    ['an escape in upper case', String.raw`"\u001F"`, 'not-canonical'],
    ['a long escape where there is a short one', String.raw`"\u000a"`, 'not-canonical'],
    ['a number with a point', '1.0', 'not-canonical'],
    ['a number with an exponent', '1e2', 'not-canonical'],
    ['a fraction', '0.5', 'number-out-of-range'],
    ['minus zero', '-0', 'number-out-of-range'],
    ['a number that a double rounds', '9007199254740993', 'number-out-of-range'],
    ['the first number that is not safe', '9007199254740992', 'number-out-of-range'],
    ['a number beyond all doubles', '1e400', 'number-out-of-range'],
    ['a number in a nested place', '[{"a":[1.5]}]', 'number-out-of-range'],
    ['decomposed text', '"e\u0301"', 'forbidden-text'],
    ['a decomposed key', '{"e\u0301":1}', 'forbidden-text'],
    ['a singleton that normal form C replaces', '"\u212B"', 'forbidden-text'],
    ['an escaped lone surrogate', String.raw`"\ud800"`, 'forbidden-text'],
    ['a lone low surrogate', String.raw`"\udc00x"`, 'forbidden-text'],
    ['surrogates in the wrong order', String.raw`"\udc00\ud800"`, 'forbidden-text'],
    ['a lone surrogate as a key', String.raw`{"\udead":1}`, 'forbidden-text'],
    ['NUL', String.raw`"a\u0000b"`, 'forbidden-text'],
    ['NUL in a key', String.raw`{"\u0000":1}`, 'forbidden-text'],
    ['a depth of 17', nested(17), 'too-deep'],
    ['a depth of 17, objects and arrays', `${'[{"a":'.repeat(8)}[]${'}]'.repeat(8)}`, 'too-deep'],
    ['a depth of 100,000', nested(100_000), 'too-deep'],
    ['100,000 open brackets', '['.repeat(100_000), 'too-deep'],
    ['a byte order mark', concatBytes(Uint8Array.of(0xef, 0xbb, 0xbf), utf8('{}')), 'not-json'],
    ['UTF-16', Uint8Array.of(0x7b, 0, 0x7d, 0), 'not-json'],
    ['nothing at all', '', 'not-json'],
    ['two values', '{}{}', 'not-json'],
    ['a comment', '{}//', 'not-json'],
    ['a trailing comma', '[1,]', 'not-json'],
    ['a leading zero', '01', 'not-json'],
    ['NaN', 'NaN', 'not-json'],
    ['a raw control character', '"\t"', 'not-json'],
    ['a byte that is not UTF-8', Uint8Array.of(0x22, 0xff, 0x22), 'not-utf8'],
    ['an overlong encoding', Uint8Array.of(0x22, 0xc0, 0xaf, 0x22), 'not-utf8'],
    ['a surrogate encoded in UTF-8', Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22), 'not-utf8'],
    ['a code point beyond Unicode', Uint8Array.of(0x22, 0xf4, 0x90, 0x80, 0x80, 0x22), 'not-utf8'],
    ['a character cut short', Uint8Array.of(0x22, 0xe2, 0x82), 'not-utf8'],
  ]
  for (const [name, given, problem] of cases) {
    const bytes = typeof given === 'string' ? utf8(given) : given
    t.equal(
      problemOf(() => parseCanonical(bytes)),
      problem,
      name,
    )
  }
  t.same(parseCanonical(utf8('"é"')), 'é', 'and a refusal leaves nothing behind')
})

t.test('accepted at the limit', async (t) => {
  const identity = (text: string) =>
    t.same(Buffer.from(canonicalBytes(parseCanonical(utf8(text)))).toString(), text)
  identity('['.repeat(maximumDepth) + ']'.repeat(maximumDepth))
  identity(`{"a":${'['.repeat(maximumDepth - 1)}1${']'.repeat(maximumDepth - 1)}}`)
  identity('[9007199254740991,-9007199254740991,0,-1]')
  identity('"[[[[[[[[[[[[[[[[[[[[ brackets in text are no depth \\"[[[["')
  identity('"\\u0001\\b\\t\\n\\f\\r\\"\\\\ \u007F\u0080\u2028\u{1F600}"')
  identity(
    '{"":1,"1":2,"10":3,"A":4,"__proto__":{"a":1},"a":5,"constructor":6,"é":7,"\u{10000}":8,"\uE000":9}',
  )
})

t.test('what cannot be said in the format is not written', async (t) => {
  const cases: [name: string, value: unknown, problem: CanonicalProblem][] = [
    ['undefined', undefined, 'not-json'],
    ['undefined in an array', [undefined], 'not-json'],
    ['a hole in an array', Array.from({ length: 2 }), 'not-json'],
    ['a function', () => 1, 'not-json'],
    ['a symbol', Symbol('a'), 'not-json'],
    ['a bigint', 1n, 'not-json'],
    ['a date', new Date(0), 'not-json'],
    ['a map', { a: new Map([['b', 1]]) }, 'not-json'],
    ['bytes', new Uint8Array(2), 'not-json'],
    ['NaN', Number.NaN, 'number-out-of-range'],
    ['infinity', Number.POSITIVE_INFINITY, 'number-out-of-range'],
    ['minus zero', -0, 'number-out-of-range'],
    ['a lone surrogate', '\uD800', 'forbidden-text'],
    ['a decomposed key', { ['e\u0301']: 1 }, 'forbidden-text'],
    ['too much depth', JSON.parse('['.repeat(17) + ']'.repeat(17)), 'too-deep'],
  ]
  for (const [name, value, problem] of cases)
    t.equal(
      problemOf(() => canonicalBytes(value)),
      problem,
      name,
    )
  t.same(canonicalBytes({ a: undefined, b: 1 }), utf8('{"b":1}'), 'a field that is undefined is absent')
  const loop: unknown[] = []
  loop.push(loop)
  t.equal(
    problemOf(() => canonicalBytes(loop)),
    'too-deep',
    'a value that holds itself',
  )
})

t.test('the message of a refusal names the rule and never the content', async (t) => {
  for (const text of ['"canary"x', '{"canary":1.5}', '{"canary":1,"canary":1}', '"canary\\ud800"']) {
    const { error } = attempt(() => parseCanonical(utf8(text)))
    t.notMatch(error?.message, /canary/)
  }
})

t.test('writing and reading give back the same bytes, whatever the value', async (t) => {
  fc.assert(
    fc.property(canonicalValue, (value) => {
      const bytes = canonicalBytes(value)
      return sameBytes(canonicalBytes(parseCanonical(bytes)), bytes)
    }),
    { numRuns: 500 },
  )
  t.pass()
})

t.test('every other spelling of the same value is refused', async (t) => {
  const seen = new Map<string, number>()
  fc.assert(
    fc.property(canonicalValue, fc.nat(), (value, choice) => {
      const canonical = new TextDecoder().decode(canonicalBytes(value))
      for (const { kind, text } of respellings(value, choice)) {
        if (text === canonical) continue
        seen.set(kind, (seen.get(kind) ?? 0) + 1)
        if (problemOf(() => parseCanonical(utf8(text))) === 'none')
          throw new Error(`${kind} was accepted: ${text}`)
      }
    }),
    { numRuns: 500 },
  )
  for (const kind of ['space', 'escape', 'order', 'repeat', 'number', 'decompose', 'mark', 'rest'])
    t.ok((seen.get(kind) ?? 0) > 20, `${kind} was tried`)
})

t.test('a single changed byte never crashes, and is refused or is another canonical value', async (t) => {
  fc.assert(
    fc.property(canonicalValue, fc.nat(), fc.integer({ min: 1, max: 255 }), (value, at, change) => {
      const bytes = Uint8Array.from(canonicalBytes(value))
      const place = at % bytes.length
      bytes[place] = (bytes[place] ?? 0) ^ change
      const outcome = attempt(() => parseCanonical(bytes))
      return outcome.problem !== undefined || sameBytes(canonicalBytes(outcome.value), bytes)
    }),
    { numRuns: 1000 },
  )
  t.pass()
})

function attempt(act: () => unknown): {
  value?: unknown
  problem?: CanonicalProblem
  error?: CanonicalError
} {
  try {
    return { value: act() }
  } catch (error) {
    // Anything else is a crash, and fails the test.
    if (error instanceof CanonicalError) return { problem: error.problem, error }
    throw error
  }
}

function problemOf(act: () => unknown): CanonicalProblem | 'none' {
  return attempt(act).problem ?? 'none'
}
