import type { FormValues } from '../../../forms/form.ts'
import { html, type HtmlValue } from '../../../html/html.ts'

/** What was typed into fields that this page does not show, so that it is not lost. */
export function carriedFields(values: FormValues, fields: readonly string[]): HtmlValue {
  return fields.flatMap((name) => {
    const all = values.all(name)
    const kept = all.length === 1 ? [values.block(name)] : all
    return kept.map((value) => html`<input type="hidden" name="${name}" value="${value}" />`)
  })
}
