import { html, type Html } from '../html/html.ts'

/** A number that is called by choosing it (RFC 3966). */
export function phoneLink(phone: string, classes: string): Html {
  return html`<a class="${classes}" href="tel:${phone.replaceAll(/[^+\d]/g, '')}">${phone}</a>`
}
