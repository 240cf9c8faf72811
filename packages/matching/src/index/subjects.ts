import type { Identity, NameKind } from '@crosswatch/protocol'
import { identifiersOf, type Identifier } from '../identifiers/keys.ts'
import { nameForm, type NameForm } from '../names/name-form.ts'

/** A listed name with the ids its words have in the dictionary. */
export interface ListedName {
  readonly form: NameForm
  readonly kind: NameKind
  readonly words: readonly number[]
}

/** A listed subject as the index keeps it. */
export interface Subject {
  readonly key: string
  readonly identity: Identity
  readonly names: readonly ListedName[]
  readonly identifiers: readonly Identifier[]
}

export function readSubject(
  key: string,
  identity: Identity,
  wordIds: (form: NameForm) => number[],
  defaultCountry: string | undefined,
): Subject {
  const names = identity.names.map(({ full, kind }) => {
    const form = nameForm(full, identity.subject)
    return { form, kind, words: wordIds(form) }
  })
  return { key, identity, names, identifiers: identifiersOf(identity, defaultCountry) }
}
