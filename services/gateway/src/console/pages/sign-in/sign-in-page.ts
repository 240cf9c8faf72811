import { writeKeptForm, type KeptForm } from '../../access/kept-form.ts'
import { errorSummary } from '../../forms/error-summary.ts'
import { textField, type FormView } from '../../forms/fields.ts'
import { button, postForm } from '../../forms/form-tag.ts'
import { html } from '../../html/html.ts'
import { heading, type PageOptions } from '../../layout/page.ts'

export interface SignInView {
  readonly csrf: string
  readonly next: string
  readonly form: FormView
  /** What was typed before the session had ended. */
  readonly kept?: KeptForm
}

export function signInPage({ csrf, next, form, kept }: SignInView): PageOptions {
  const refused = form.problems.size > 0
  const fields = html`<input type="hidden" name="next" value="${next}" />${
      kept !== undefined && html`<input type="hidden" name="kept" value="${writeKeptForm(kept)}" />`
    }
    ${textField(form, {
      name: 'user',
      label: 'User name',
      width: 20,
      autocomplete: 'username',
      autofocus: !refused,
    })}
    ${textField(form, {
      name: 'password',
      label: 'Password',
      type: 'password',
      width: 20,
      autocomplete: 'current-password',
    })}
    ${button({ text: 'Sign in' })}`
  const title = kept === undefined ? 'Sign in' : 'You are signed out'
  return {
    title: refused ? `Error: ${title}` : title,
    main: html`<div class="cw-sign-in">
      ${errorSummary(form.problems)}${heading(title)}${
        kept !== undefined &&
        html`<p class="govuk-body">
          Nothing was sent, since your session had ended. What you typed is kept on this page: sign in, and
          send it then.
        </p>`
      }${postForm({ action: '/sign-in', csrf }, fields)}
      <p class="govuk-hint">
        Every sign-in, every look and every refusal is recorded.
        <a class="govuk-link" href="/oversight">How this node is used</a>
      </p>
    </div>`,
  }
}
