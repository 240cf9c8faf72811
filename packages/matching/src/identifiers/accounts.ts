import { createHash } from 'node:crypto'
import type { Account } from '@crosswatch/protocol'
import { normaliseNumber } from './numbers.ts'

/** Whether an account number agrees with its own check digits; undefined where it has none, or none that are known. */
export function checkAccount({ kind, number }: Account): boolean | undefined {
  if (kind === 'crypto') return checkCryptoAddress(number.trim())
  const value = normaliseNumber(number)
  return kind === 'iban' || /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(value) ? checkIban(value) : undefined
}

/** ISO 13616: letters count from A = 10, the first four characters go to the end, the remainder by 97 is 1. */
function checkIban(value: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$/.test(value)) return false
  let remainder = 0
  for (const character of value.slice(4) + value.slice(0, 4)) {
    for (const digit of String(Number.parseInt(character, 36)))
      remainder = (remainder * 10 + Number(digit)) % 97
  }
  return remainder === 1
}

function checkCryptoAddress(address: string): boolean | undefined {
  if (/^(?:bc1|tb1|ltc1)/i.test(address)) return checkBech32(address)
  if (/^[13LMT][1-9A-HJ-NP-Za-km-z]{25,34}$/.test(address)) return checkBase58(address)
  return undefined
}

const base58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

/** Base58Check, as Bitcoin, Litecoin and Tron write it: the last four bytes are the start of a double SHA-256. */
function checkBase58(address: string): boolean {
  let value = 0n
  for (const character of address) value = value * 58n + BigInt(base58.indexOf(character))
  const hex = value.toString(16).padStart(50, '0')
  const bytes = Buffer.from(hex, 'hex')
  if (bytes.length !== 25) return false
  const once = createHash('sha256').update(bytes.subarray(0, 21)).digest()
  const twice = createHash('sha256').update(once).digest()
  return twice.subarray(0, 4).equals(bytes.subarray(21))
}

const bech32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
const generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]
const bech32Constant = 1
const bech32mConstant = 0x2bc830a3

/** BIP 173 and BIP 350. */
function checkBech32(address: string): boolean {
  const lower = address.toLowerCase()
  if (address !== lower && address !== address.toUpperCase()) return false
  const split = lower.lastIndexOf('1')
  const prefix = lower.slice(0, split)
  const values = [
    ...Array.from(prefix, (letter) => letter.charCodeAt(0) >> 5),
    0,
    ...Array.from(prefix, (letter) => letter.charCodeAt(0) & 31),
  ]
  for (const letter of lower.slice(split + 1)) {
    const value = bech32.indexOf(letter)
    if (value < 0) return false
    values.push(value)
  }
  let check = 1
  for (const value of values) {
    const top = check >>> 25
    check = ((check & 0x1ffffff) << 5) ^ value
    generator.forEach((polynomial, bit) => {
      if (((top >>> bit) & 1) === 1) check ^= polynomial
    })
  }
  return check === bech32Constant || check === bech32mConstant
}
