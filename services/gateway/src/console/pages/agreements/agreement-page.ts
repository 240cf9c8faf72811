import { agreementArticles, type AgreementView } from '@crosswatch/protocol'
import { hasRole, type Visit } from '../../access/visit.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { errorSummary } from '../../forms/error-summary.ts'
import { textField } from '../../forms/fields.ts'
import { button, postForm } from '../../forms/form-tag.ts'
import { emptyForm, noProblems, type FormProblems } from '../../forms/form.ts'
import { html, type Html, type HtmlValue } from '../../html/html.ts'
import { backLink, heading, type PageOptions } from '../../layout/page.ts'
import { agreementActTitles, agreementStateTitles } from '../../words/agreement-words.ts'

/** One agreement, article by article, with what each party said and the steps that remain. */
export function agreementPage(
  context: ConsoleContext,
  visit: Visit,
  agreement: AgreementView,
  problems: FormProblems,
): PageOptions {
  const { digest, state, terms } = agreement
  const articles = agreementArticles(terms, (code) => nameOf(context, code))
  return {
    title: problems.size > 0 ? `Error: ${terms.title}` : terms.title,
    place: 'agreements',
    before: backLink('/agreements', 'Agreements'),
    main: html`${errorSummary(problems)}${heading(
        html`<bdi>${terms.title}</bdi>`,
        `Agreement, version ${terms.version}: ${agreementStateTitles[state]}`,
      )}
      ${articles.map(
        (article, index) =>
          html`<h2 class="govuk-heading-s">${index + 1}. ${article.heading}</h2>
            <p class="govuk-body">${article.lines.map((line) => html`<bdi>${line}</bdi><br />`)}</p>`,
      )}
      <h2 class="govuk-heading-s">Signatures and notices</h2>
      <p class="govuk-body">${said(context, agreement)}</p>
      <p class="govuk-body">
        Digest <span class="cw-code cw-hash">${digest}</span><br />
        <a class="govuk-link" href="/agreements/${digest}/text">Text to print and file</a>
      </p>
      ${steps(context, visit, agreement)}`,
  }
}

function said(context: ConsoleContext, { statements }: AgreementView): HtmlValue {
  if (statements.length === 0) return 'None yet.'
  return statements.map(
    ({ party, act, at, reason }) =>
      html`${nameOf(context, party)} ${agreementActTitles[act]},
        ${context.times.moment(at)}${reason !== undefined && html`: <bdi>${reason}</bdi>`}<br />`,
  )
}

function steps(context: ConsoleContext, visit: Visit, agreement: AgreementView): HtmlValue {
  const { digest, state, statements, preparedBy, terms } = agreement
  const own = context.jurisdiction
  const signed = statements.some(({ party, act }) => party === own && act === 'sign')
  const form = (step: string, content: HtmlValue): Html =>
    postForm({ action: `/agreements/${digest}/${step}`, csrf: visit.csrf }, content)
  const withReason = (step: string, text: string, kind: 'secondary' | 'warning'): Html =>
    form(
      step,
      html`${textField({ values: emptyForm, problems: noProblems }, { name: 'reason', label: `Reason to ${step}`, id: `reason-${step}` })}
      ${button({ text, kind })}`,
    )
  const open = state === 'prepared' && !signed && terms.parties.includes(own)
  const running = ['in-force', 'waiting', 'suspended'].includes(state)
  const suspendedHere = statements.findLast(({ party, act }) => party === own && act !== 'sign')
  return html`${
    open &&
    preparedBy === null &&
    hasRole(visit, 'administrator') &&
    form('endorse', button({ text: 'Endorse for signature' }))
  }
  ${
    open &&
    preparedBy !== null &&
    hasRole(visit, 'supervisor') &&
    form('sign', button({ text: `Sign for ${nameOf(context, own)}` }))
  }
  ${
    running &&
    hasRole(visit, 'administrator') &&
    html`<p class="govuk-body">
      <a class="govuk-link" href="/agreements/new?amends=${digest}">Draft an amendment</a>
    </p>`
  }
  ${
    running &&
    hasRole(visit, 'supervisor', 'administrator') &&
    html`${suspendedHere?.act !== 'suspend' && withReason('suspend', 'Suspend', 'secondary')}
    ${
      suspendedHere?.act === 'suspend' &&
      hasRole(visit, 'supervisor') &&
      withReason('resume', 'Resume', 'secondary')
    }
    ${withReason('terminate', 'Terminate for every party', 'warning')}`
  }`
}

function nameOf({ members }: ConsoleContext, code: string): string {
  return members.find(({ jurisdiction }) => jurisdiction === code)?.name ?? code
}
