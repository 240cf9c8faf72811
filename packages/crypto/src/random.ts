import { randomBytes as nodeRandomBytes } from 'node:crypto'

/** Unpredictable bytes. Injected where a test needs them to be known. */
export type RandomBytes = (length: number) => Uint8Array

/** Bytes from the operating system's generator. */
export const randomBytes: RandomBytes = (length) => new Uint8Array(nodeRandomBytes(length))
