import { html, type Html, type HtmlValue } from '../html/html.ts'

interface PostForm {
  readonly action: string
  readonly csrf: string
  readonly classes?: string
  /** There is a file among its fields. */
  readonly withFile?: boolean
}

/** A form that is sent by POST: what is typed never stands in an address. */
export function postForm({ action, csrf, classes, withFile = false }: PostForm, content: HtmlValue): Html {
  return html`<form
    method="post"
    action="${action}"
    novalidate
    autocomplete="off"
    ${classes && html` class="${classes}"`}${withFile && html` enctype="multipart/form-data"`}
  >
    <input type="hidden" name="_csrf" value="${csrf}" />
    ${content}
  </form>`
}

export interface Button {
  readonly text: HtmlValue
  readonly kind?: 'primary' | 'secondary' | 'warning'
  /** What the form says when this button sends it. */
  readonly name?: string
  readonly value?: string
}

export function button({ text, kind = 'primary', name, value }: Button): Html {
  const variant = kind === 'primary' ? '' : ` govuk-button--${kind}`
  return html`<button
    type="submit"
    class="govuk-button${variant}"
    ${name && html` name="${name}" value="${value}"`}
  >
    ${text}
  </button>`
}
