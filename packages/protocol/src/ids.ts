import { uuidv7 } from 'uuidv7'

/** Makes ids. Injected, so that tests can be deterministic. */
export type NewId = () => string

/** UUID version 7 (RFC 9562), in lower case. */
export const newUuid: NewId = () => uuidv7()

/** The clock. Injected, so that tests can set it. */
export type Clock = () => Date
