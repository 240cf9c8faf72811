/** Whether the checkpoints meet the rule that the bundle states: anybody who hands a bundle over can take it out or put in another. */
export type BundlePolicy = 'met' | 'not met' | 'not stated'

export const bundlePolicyWords: Readonly<Record<BundlePolicy, string>> = {
  met: 'The bundle states a rule of the node: enough of the witnesses that it names have signed',
  'not met':
    'The bundle states a rule of the node that is NOT met: too few of the witnesses that it names have signed',
  'not stated': 'The bundle states no rule of the node',
}

/** What was searched, or why it is not shown. */
export function searchedWords(terms: unknown): unknown {
  return terms === 'not-opened' ? 'The bundle holds no key for it: erased, or left out' : terms
}
