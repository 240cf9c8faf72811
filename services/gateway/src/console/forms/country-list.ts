import { html, type Html } from '../html/html.ts'
import type { Countries } from '../words/countries.ts'

/** What browsers offer in country fields (`list: 'countries'`). The same on every page, so it is made once. */
export function countryList({ all }: Countries): Html {
  return html`<datalist id="countries">
    ${all.map(({ code, name }) => html`<option value="${name} (${code})"></option>`)}
  </datalist>`
}
