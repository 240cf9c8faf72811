/** Where the other services of the node listen. */
export interface ServiceUrls {
  readonly alerts: string
  readonly watchlist: string
  readonly audit: string
  readonly exchange: string
  readonly consent: string
}
