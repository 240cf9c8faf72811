/**
 * Pages as tagged templates. Whatever is put into one is text and is escaped; only what another template made is markup.
 *
 * @example
 * html`<p class="${name}">${text}</p>`    both are escaped: attribute values must stand in double quotes
 * html`<ul>${names.map((name) => html`<li>${name}</li>`)}</ul>`
 * html`<input${checked && html` checked`}>`    false, null and undefined are nothing
 */
export interface Html {
  readonly [markup]: string
}

/** Only this module can make markup: nothing that came as JSON or from a form has this key. */
const markup: unique symbol = Symbol('markup')

export type HtmlValue = Html | string | number | false | null | undefined | readonly HtmlValue[]

export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  let result = strings[0] ?? ''
  for (const [index, value] of values.entries()) result += textOf(value) + (strings[index + 1] ?? '')
  return { [markup]: result }
}

/** The text of the page. */
export function render(page: Html): string {
  return page[markup]
}

function textOf(value: HtmlValue): string {
  if (value === false || value === null || value === undefined) return ''
  if (typeof value === 'string') return escape(value)
  if (typeof value === 'number') return String(value)
  if (isMarkup(value)) return value[markup]
  return value.map(textOf).join('')
}

function isMarkup(value: Html | readonly HtmlValue[]): value is Html {
  return markup in value
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
}

function escape(text: string): string {
  return text.replaceAll(/[&<>"'`]/g, (character) => entities[character] ?? '')
}
