import { html, render, type Html, type HtmlValue } from '../html/html.ts'
import type { ConsoleContext } from '../console-context.ts'
import type { Visit } from '../access/visit.ts'
import { masthead } from './masthead.ts'
import { navigation, type Place } from './navigation.ts'

export interface PageOptions {
  /** What the tab says first: the reader of a screen reader hears it before anything else. */
  readonly title: string
  readonly main: HtmlValue
  /** Where in the navigation this page stands. */
  readonly place?: Place
  /** Above the heading, for instance a way back. */
  readonly before?: HtmlValue
}

type PageContext = Pick<ConsoleContext, 'assets' | 'jurisdiction' | 'ownName' | 'times'>

/** A whole page. `visit` is absent where nobody is signed in. */
export function page(context: PageContext, visit: Visit | undefined, options: PageOptions): string {
  const { assets } = context
  const { title, main, place, before } = options
  const document: Html = html`<!doctype html>
    <html lang="en" class="govuk-template">
      <head>
        <meta charset="utf-8" />
        <title>${title} – Crosswatch ${context.jurisdiction}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <link rel="icon" href="${assets.icon}" type="image/svg+xml" />
        ${assets.styles.map((href) => html`<link rel="stylesheet" href="${href}" />`)}
        <script src="${assets.script}" defer></script>
      </head>
      <body class="govuk-template__body">
        <a href="#main-content" class="govuk-skip-link">Skip to main content</a>
        ${masthead(context, visit)}${visit?.breakGlass !== undefined && breakGlassBar(context, visit.breakGlass.until)}${visit !== undefined && navigation(visit, place)}
        <div class="govuk-width-container">
          ${before}
          <main class="govuk-main-wrapper" id="main-content" tabindex="-1">${main}</main>
        </div>
      </body>
    </html>`
  return render(document)
}

/** On every page, so that nobody forgets under what they act. */
function breakGlassBar({ times }: PageContext, until: Date): Html {
  return html`<div class="cw-break-glass" role="region" aria-label="Break-glass">
    <div class="govuk-width-container">
      <strong>Break-glass until ${times.moment(until.toISOString())}.</strong> Everything you do is recorded
      as such and reviewed. <a class="govuk-link govuk-link--inverse" href="/break-glass">Stop</a>
    </div>
  </div>`
}

export function heading(text: HtmlValue, caption?: HtmlValue): Html {
  return html`<h1 class="govuk-heading-l">
    ${caption && html`<span class="govuk-caption-l">${caption}</span>`}${text}
  </h1>`
}

export function backLink(href: string, text: string): Html {
  return html`<nav aria-label="Back"><a href="${href}" class="govuk-back-link">${text}</a></nav>`
}
