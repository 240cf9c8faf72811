import { randomBytes } from 'node:crypto'

/**
 * Makes UUIDs of version 7 (RFC 9562, section 5.7) of a given time: 48 bits of milliseconds, 12 bits of a counter, 62
 * random bits. Ids made one after the other sort in that order, also within a millisecond. The log is searched by time
 * through these ids, so an id carries exactly the time that its record states.
 */
export function recordIds(): (at: Date) => string {
  let last = -1
  let count = 0
  return (at) => {
    const time = at.getTime()
    count = time === last ? (count + 1) & 0xfff : 0
    last = time
    const random = randomBytes(8)
    random[0] = ((random[0] ?? 0) & 0x3f) | 0x80
    const head = time.toString(16).padStart(12, '0')
    const tail = random.toString('hex')
    const counter = count.toString(16).padStart(3, '0')
    return `${head.slice(0, 8)}-${head.slice(8)}-7${counter}-${tail.slice(0, 4)}-${tail.slice(4)}`
  }
}
