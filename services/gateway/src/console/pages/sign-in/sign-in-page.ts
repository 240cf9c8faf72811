import { errorSummary } from '../../forms/error-summary.ts'
import { textField, type FormView } from '../../forms/fields.ts'
import { button, postForm } from '../../forms/form-tag.ts'
import { html } from '../../html/html.ts'
import { heading, type PageOptions } from '../../layout/page.ts'

export interface SignInView {
  readonly csrf: string
  readonly next: string
  readonly form: FormView
}

export function signInPage({ csrf, next, form }: SignInView): PageOptions {
  const refused = form.problems.size > 0
  const fields = html`<input type="hidden" name="next" value="${next}" /> ${textField(form, {
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
  return {
    title: refused ? 'Error: Sign in' : 'Sign in',
    main: html`<div class="cw-sign-in">
      ${errorSummary(form.problems)}${heading('Sign in')}${postForm({ action: '/sign-in', csrf }, fields)}
      <p class="govuk-hint">
        Every sign-in, every look and every refusal is recorded.
        <a class="govuk-link" href="/oversight">How this node is used</a>
      </p>
    </div>`,
  }
}
