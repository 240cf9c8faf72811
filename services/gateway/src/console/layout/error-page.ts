import { ServiceError, type ErrorCode } from '@crosswatch/protocol'
import { sendProblem, toServiceError, type App } from '@crosswatch/service-kit'
import type { FastifyRequest } from 'fastify'
import type { ConsoleContext } from '../console-context.ts'
import { keptFormOf } from '../access/kept-form.ts'
import { emptyForm, noProblems } from '../forms/form.ts'
import { keptFormPage } from '../pages/sign-in/kept-form-page.ts'
import { signInPage } from '../pages/sign-in/sign-in-page.ts'
import { html, type HtmlValue } from '../html/html.ts'
import { heading } from './page.ts'
import { leadTo, sendPage } from './send-page.ts'

/** Whatever goes wrong on the way to a page becomes a page that says what to do. */
export function errorPages(app: App, context: ConsoleContext): void {
  app.setErrorHandler((error, request, reply) => {
    // Whoever asks there is a program, even where there is nothing.
    if (request.url.startsWith('/api/')) return sendProblem(error, request, reply)
    const known = toServiceError(error)
    if (known.status >= 500) request.log.error({ err: error, code: known.code }, 'request failed')
    else request.log.info({ code: known.code }, 'request refused')
    if (known.code === 'not-signed-in' && request.method === 'GET') {
      return leadTo(reply, `/sign-in?next=${encodeURIComponent(request.url)}`)
    }
    // Whoever wanted to sign out is.
    if (known.code === 'not-signed-in' && request.url === '/sign-out') return leadTo(reply, '/sign-in')
    const kept = known.code === 'not-signed-in' || isFormError(error) ? keptFormOf(request) : undefined
    if (kept !== undefined) {
      const view =
        request.visit === null
          ? signInPage({ csrf: reply.generateCsrf(), next: '/', form: blank, kept })
          : keptFormPage(request.visit, kept)
      return sendPage(context, request, reply, { ...view, status: known.status })
    }
    const said = isFormError(error) ? oldForm : wordsFor(known, request.method)
    return sendPage(context, request, reply, {
      status: known.status,
      title: said.title,
      main: html`${heading(said.title)}
        <div class="cw-narrow">
          ${said.text}${known.status >= 500 && requestNumber(request)}
          <p class="govuk-body"><a class="govuk-link" href="/">Go to the start page</a></p>
        </div>`,
    })
  })
}

const blank = { values: emptyForm, problems: noProblems }

interface Said {
  readonly title: string
  readonly text: HtmlValue
}

const oldForm: Said = {
  title: 'This form is out of date',
  text: html`<p class="govuk-body">
    Nothing was sent. The form was loaded before you last signed in. Go back, reload the page and send it
    again.
  </p>`,
}

/** Whatever has words of its own; the rest gets the sentence of the catalogue. */
const titles: Partial<Record<ErrorCode, string>> = {
  forbidden: 'You may not do this',
  unavailable: 'The service does not answer',
  'database-unavailable': 'The service does not answer',
  'bus-unavailable': 'The service does not answer',
  'index-not-ready': 'The service does not answer',
  'timed-out': 'The service does not answer',
  'not-recorded': 'Nothing is shown',
}

function wordsFor({ code, title, detail }: ServiceError, method: string): Said {
  // An address is typed, or was shortened on its way: that it names nothing is all there is to say.
  if (code === 'not-found' || (code === 'invalid-request' && method === 'GET')) {
    return {
      title: 'Page not found',
      text: html`<p class="govuk-body">There is nothing at this address. Check it, or start again.</p>`,
    }
  }
  if (code === 'not-signed-in') {
    return {
      title: 'You are signed out',
      text: html`<p class="govuk-body">
        Nothing was sent, since your session had ended.
        <a class="govuk-link" href="/sign-in">Sign in again</a>.
      </p>`,
    }
  }
  const particular =
    detail !== undefined && code !== 'forbidden' && html`<p class="govuk-body">Detail: ${detail}</p>`
  return {
    title: titles[code] ?? 'This did not work',
    text: html`<p class="govuk-body">${title}</p>
      ${particular}`,
  }
}

function requestNumber({ id }: FastifyRequest): HtmlValue {
  return html`<p class="govuk-body">Number of this request: <span class="cw-code">${id}</span></p>`
}

function isFormError(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    error.code.startsWith('FST_CSRF_')
  )
}

export function notFoundPage(app: App): void {
  app.get('/*', { config: { anyone: true }, schema: { hide: true } }, () => {
    throw new ServiceError('not-found')
  })
}
