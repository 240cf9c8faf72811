import { html, type Html, type HtmlValue } from '../html/html.ts'

export interface Column<Row> {
  readonly title: string
  readonly value: (row: Row) => HtmlValue
  /** Set to the right, its digits below each other. */
  readonly number?: true
}

/** A table that scrolls sideways by itself. The first column names the row. */
export function table<Row>(caption: string, columns: readonly Column<Row>[], rows: readonly Row[]): Html {
  const classOf = ({ number }: Column<Row>) => number && html` class="cw-number"`
  return html`<div class="cw-scroll" tabindex="0" role="region" aria-label="${caption}">
    <table class="govuk-table cw-table">
      <caption class="govuk-visually-hidden">
        ${caption}
      </caption>
      <thead>
        <tr>
          ${columns.map((column) => html`<th scope="col" ${classOf(column)}>${column.title}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${columns.map((column, index) =>
                index === 0
                  ? html`<th scope="row">${column.value(row)}</th>`
                  : html`<td ${classOf(column)}>${column.value(row)}</td>`,
              )}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}
