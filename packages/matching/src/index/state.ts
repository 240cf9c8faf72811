import { createDictionary, type Dictionary } from './dictionary.ts'
import { createMultimap, type Multimap } from './multimap.ts'
import { createPostings, type Postings } from './postings.ts'
import { createStore, type Store } from './store.ts'

/** Everything an index remembers, in flat arrays and dictionaries. */
export interface IndexState {
  readonly dictionary: Dictionary
  readonly postings: Postings
  readonly birthDays: Multimap
  readonly identifiers: Multimap
  readonly store: Store
}

export function createIndexState(): IndexState {
  return {
    dictionary: createDictionary(),
    postings: createPostings(),
    birthDays: createMultimap(),
    identifiers: createMultimap(),
    store: createStore(),
  }
}
