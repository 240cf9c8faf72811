/** A growing list of unsigned 32-bit numbers. `items` is longer than `length`. */
export interface NumberList {
  items: Uint32Array<ArrayBuffer>
  length: number
}

export function createNumberList(capacity = 1024): NumberList {
  return { items: new Uint32Array(capacity), length: 0 }
}

/** Appends and returns the position. */
export function append(list: NumberList, value: number): number {
  if (list.length === list.items.length) reserve(list, list.length + 1)
  list.items[list.length] = value
  return list.length++
}

/** Makes room for `capacity` numbers; new room holds zeros. */
export function reserve(list: NumberList, capacity: number) {
  if (capacity <= list.items.length) return
  const grown = new Uint32Array(Math.max(capacity, Math.ceil(list.items.length * 1.5)))
  grown.set(list.items.subarray(0, list.length))
  list.items = grown
}

/** A growing run of bytes. */
export interface ByteList {
  items: Uint8Array<ArrayBuffer>
  length: number
}

export function createByteList(capacity = 4096): ByteList {
  return { items: new Uint8Array(capacity), length: 0 }
}

/** Appends and returns the position of the first byte. */
export function appendBytes(list: ByteList, bytes: Uint8Array): number {
  const needed = list.length + bytes.length
  if (needed > list.items.length) {
    const grown = new Uint8Array(Math.max(needed, Math.ceil(list.items.length * 1.5)))
    grown.set(list.items.subarray(0, list.length))
    list.items = grown
  }
  list.items.set(bytes, list.length)
  list.length = needed
  return needed - bytes.length
}
