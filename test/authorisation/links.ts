import type { AccessAct } from '@crosswatch/protocol'

/**
 * What somebody must be allowed to do, for some purpose, to be led to a page: the menu of the console is held against the policies. Whoever
 * may do one of several acts may. Pages that stand here for nothing are about the federation, which no policy decides.
 */
export const actsBehind: Readonly<Record<string, readonly AccessAct[] | undefined>> = {
  '/query': ['query'],
  '/screenings': ['query'],
  '/overrides': ['query'],
  '/clearances': ['vouch'],
  '/alerts': ['browse'],
  '/reviews-due': ['browse'],
  '/imports': ['browse'],
  '/measures': ['browse'],
  '/hits': ['follow'],
  '/precision': ['count'],
  '/log': ['oversee'],
  '/reviews': ['oversee'],
  '/receipts': ['oversee'],
  '/retention': ['oversee'],
  '/break-glass': ['request', 'grant', 'oversee'],
  '/agreements': ['consult'],
  '/consents': ['protect'],
  '/disputes': ['dispute'],
  '/survivor-information': ['ask'],
  '/erasures': ['trace'],
  '/feeds': ['inspect'],
  '/jurisdictions': undefined,
}
