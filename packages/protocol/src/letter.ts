import type { Static } from 'typebox'
import { documentType } from './document.ts'
import { Envelope } from './dsse.ts'
import { letterKinds } from './kinds.ts'
import { closed, oneOf, Version1 } from './scalars.ts'

/**
 * What a recipient finds first when it opens a sealed body: the kind, and the issuer's signed document (for an alert
 * its core). The compartments lie beside it, each under its own key.
 *
 *   {"document":{"payload":"...","payloadType":"...","signatures":[...]},"kind":"alert","v":1}
 */
export const Letter = closed({ v: Version1, kind: oneOf(letterKinds), document: Envelope })
export type Letter = Static<typeof Letter>

export const letterDocument = documentType('application/vnd.crosswatch.letter.v1+json', Letter)
