import type { Calls } from '../calls/calls.ts'
import type { GatewayContext } from '../context.ts'
import type { Assets } from './assets.ts'
import type { Html } from './html/html.ts'
import type { Countries } from './words/countries.ts'
import type { Times } from './words/times.ts'

/** What every page needs beside the request. Made once, at start. */
export interface ConsoleContext extends GatewayContext {
  readonly calls: Calls
  readonly assets: Assets
  readonly countries: Countries
  /** A datalist of all countries. */
  readonly countryList: Html
  readonly times: Times
  /** The name of this jurisdiction. */
  readonly ownName: string
}
