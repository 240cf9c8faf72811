import { concatBytes, toHex, utf8 } from '@crosswatch/protocol'
import type { VectorFile } from './files.ts'

const valid: [name: string, text: string][] = [
  ['null', 'null'],
  ['an empty object', '{}'],
  ['an empty string', '""'],
  [
    'keys in the order of their UTF-16 code units',
    '{"":1,"1":2,"10":3,"A":4,"a":5,"é":6,"\u{10000}":7,"\uE000":8}',
  ],
  ['the largest and the smallest number', '[9007199254740991,-9007199254740991,0]'],
  ['every escape', String.raw`"\u0001\b\t\n\f\r\u001f\"\\"`],
  ['characters that need no escape', '"/\u007F\u0080\u2028\u{1F600}"'],
  ['text in normal form C', '"Łucja Пример 山田 ﷺ"'],
  ['a key that some languages treat as special', '{"__proto__":{"constructor":1}}'],
  ['a depth of 16', '['.repeat(16) + ']'.repeat(16)],
  ['brackets in text, which are no depth', '"[[[[[[[[[[[[[[[[[[[[{{"'],
]

const nested17 = '['.repeat(17) + ']'.repeat(17)
const invalid: [name: string, reason: string, bytes: string | Uint8Array][] = [
  ['a repeated key', 'not-canonical', '{"a":1,"a":1}'],
  ['a repeated key, spelled in two ways', 'not-canonical', String.raw`{"a":1,"\u0061":1}`],
  ['keys out of order', 'not-canonical', '{"b":1,"a":1}'],
  ['keys in the order of code points', 'not-canonical', '{"\uE000":1,"\u{10000}":1}'],
  ['white space', 'not-canonical', '{"a": 1}'],
  ['a line break at the end', 'not-canonical', '{}\n'],
  ['an escape that is not needed', 'not-canonical', String.raw`"\u0061"`],
  ['an escaped slash', 'not-canonical', String.raw`"\/"`],
  ['an escape in upper case', 'not-canonical', String.raw`"\u001F"`],
  ['a long escape where there is a short one', 'not-canonical', String.raw`"\u000a"`],
  ['an escaped pair of surrogates', 'not-canonical', String.raw`"\ud83d\ude00"`],
  ['a number with a point', 'not-canonical', '1.0'],
  ['a number with an exponent', 'not-canonical', '1e2'],
  ['a fraction', 'number-out-of-range', '0.5'],
  ['minus zero', 'number-out-of-range', '-0'],
  ['the first number that is not safe', 'number-out-of-range', '9007199254740992'],
  ['a number that a double rounds', 'number-out-of-range', '9007199254740993'],
  ['a number beyond all doubles', 'number-out-of-range', '1e400'],
  ['decomposed text', 'forbidden-text', '"e\u0301"'],
  ['a decomposed key', 'forbidden-text', '{"e\u0301":1}'],
  ['a character that normal form C replaces', 'forbidden-text', '"\u212B"'],
  ['a character that normal form C takes apart', 'forbidden-text', '"\uFB33"'],
  ['a lone surrogate, escaped', 'forbidden-text', String.raw`"\ud800"`],
  ['surrogates in the wrong order', 'forbidden-text', String.raw`"\udc00\ud800"`],
  ['NUL', 'forbidden-text', String.raw`"\u0000"`],
  ['a depth of 17', 'too-deep', nested17],
  ['a byte order mark', 'not-json', concatBytes(Uint8Array.of(0xef, 0xbb, 0xbf), utf8('{}'))],
  ['nothing', 'not-json', ''],
  ['two values', 'not-json', '{}{}'],
  ['a trailing comma', 'not-json', '[1,]'],
  ['a leading zero', 'not-json', '01'],
  ['NaN', 'not-json', 'NaN'],
  ['a raw control character', 'not-json', '"\t"'],
  ['a byte that is not UTF-8', 'not-utf8', Uint8Array.of(0x22, 0xff, 0x22)],
  ['an overlong encoding', 'not-utf8', Uint8Array.of(0x22, 0xc0, 0xaf, 0x22)],
  ['a surrogate encoded in UTF-8', 'not-utf8', Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22)],
]

export function canonicalVectors(): VectorFile {
  return {
    format: 'Canonical JSON',
    source: 'packages/protocol/README.md, "Canonical JSON"; RFC 8785, narrowed',
    about: [
      'valid: reading `hex` and writing the value again gives the same bytes.',
      'invalid: reading `hex` is refused. Where several rules are broken, the first one a reader meets may be another than `reason`.',
    ],
    valid: valid.map(([name, text]) => ({ name, hex: toHex(utf8(text)) })),
    invalid: invalid.map(([name, reason, bytes]) => ({
      name,
      reason,
      hex: toHex(typeof bytes === 'string' ? utf8(bytes) : bytes),
    })),
  }
}
