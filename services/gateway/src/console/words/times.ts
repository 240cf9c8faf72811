import { html, type Html } from '../html/html.ts'

/** How pages show times: in the words of the reader, and exactly for machines. */
export interface Times {
  /** Day, hour and minute in the node's time zone. */
  moment(iso: string): Html
  /** With seconds. */
  exact(iso: string): Html
  day(iso: string): Html
}

export function createTimes(timeZone: string): Times {
  const date = { day: 'numeric', month: 'short', year: 'numeric', timeZone } as const
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'short' } as const
  const shown = (format: Intl.DateTimeFormat) => (iso: string) =>
    html`<time datetime="${iso}">${format.format(new Date(iso))}</time>`
  return {
    moment: shown(new Intl.DateTimeFormat('en-GB', { ...date, ...clock })),
    exact: shown(new Intl.DateTimeFormat('en-GB', { ...date, ...clock, second: '2-digit' })),
    day: shown(new Intl.DateTimeFormat('en-GB', date)),
  }
}

/** `2 s ago`, `5 min ago`: how old something is. */
export function ageWords(milliseconds: number): string {
  if (milliseconds < 1_000) return 'less than a second ago'
  if (milliseconds < 60_000) return `${Math.floor(milliseconds / 1_000)} s ago`
  if (milliseconds < 3_600_000) return `${Math.floor(milliseconds / 60_000)} min ago`
  return `${Math.floor(milliseconds / 3_600_000)} h ago`
}

/** A date as precise as it is known, in words: `1984`, `March 1984`, `17 March 1984`. */
export function partialDateWords(value: string): string {
  const [year = '', month, day] = value.split('-')
  if (month === undefined) return year
  const name = new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' }).format(
    new Date(Date.UTC(2000, Number(month) - 1)),
  )
  return [day === undefined ? undefined : String(Number(day)), name, year].filter(Boolean).join(' ')
}
