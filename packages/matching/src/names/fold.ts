import anyAscii from 'any-ascii'

const combining = /\p{M}+/gu

/** Compatibility form, lower case, no marks on Latin, Greek and Cyrillic letters. Idempotent. */
export function foldText(text: string): string {
  const lower = text.normalize('NFKC').toLowerCase()
  return lower
    .normalize('NFD')
    .replace(/([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{M}+/gu, '$1')
    .normalize('NFC')
}

/** The same sounds in the letters a to z and digits, so that two scripts can be compared. */
export function romanise(token: string): string {
  return anyAscii(token.normalize('NFC'))
    .replace(combining, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
}
