import { openingLimit, type ConsentDetail } from '@crosswatch/protocol'
import type { Visit } from '../../access/visit.ts'
import type { ConsoleContext } from '../../console-context.ts'
import { errorSummary } from '../../forms/error-summary.ts'
import { textField, type FormView } from '../../forms/fields.ts'
import { button, postForm } from '../../forms/form-tag.ts'
import { html, type Html, type HtmlValue } from '../../html/html.ts'
import { backLink, heading, type PageOptions } from '../../layout/page.ts'
import { purposeTitles } from '../../words/access-words.ts'
import { methodTitles, survivorTitles } from '../../words/consent-words.ts'
import { statusTag } from './consents-page.ts'

/** How many openings go into one file: as many records as an evidence bundle takes. */
export const openingsPerFile = 200

/** What was consented to, who asked since, and the way to end it. The information itself is not shown. */
export function consentPage(
  context: ConsoleContext,
  visit: Visit,
  detail: ConsentDetail,
  form: FormView,
): PageOptions {
  const { summary } = detail
  const live = summary.status === 'given' || summary.status === 'renewed-given'
  const title = `Consent of ${summary.subject}`
  return {
    title: form.problems.size > 0 ? `Error: ${title}` : title,
    place: 'consents',
    before: backLink('/consents', 'Consents'),
    main: html`${errorSummary(form.problems)}${heading(title)}${terms(context, detail)}
      ${live && steps(visit, summary.id, form)}
      <h2 class="govuk-heading-m">Openings</h2>
      ${
        detail.openings.length === 0
          ? html`<p class="govuk-body">Nobody asked for the information.</p>`
          : openings(context, visit, detail)
      }`,
  }
}

function terms({ countries, times }: ConsoleContext, { summary, consent, ...recorded }: ConsentDetail): Html {
  const places = (codes: readonly string[]) =>
    codes.length === 0 ? 'none' : codes.map(countries.nameOf).join(', ')
  const rows: [string, HtmlValue][] = [
    ['Status', statusTag(summary)],
    ['Reference for those who ask', html`<span class="cw-code">${summary.id}</span>`],
    ['Notice', `${consent.notice.title}, version ${consent.notice.version}, in ${consent.notice.language}`],
    ['How', methodTitles[consent.method]],
    ['May see it', places(consent.recipients)],
    ['Never', places(consent.never)],
    ['For', consent.purposes.map((purpose) => purposeTitles[purpose]).join(', ') || 'nothing'],
    ['About', consent.categories.map((category) => survivorTitles[category]).join(', ') || 'nothing'],
    ['Until', times.day(consent.validUntil)],
    ['Review', times.day(consent.reviewBy)],
    ...(consent.minor === undefined
      ? []
      : [
          ['Guardian', consent.minor.guardian] satisfies [string, HtmlValue],
          ['Best interest', `${consent.minor.bestInterest} (${consent.minor.decidedBy})`] satisfies [
            string,
            HtmlValue,
          ],
        ]),
    ['Recorded', html`${times.moment(recorded.recordedAt)} by <bdi>${recorded.recordedBy}</bdi>`],
  ]
  return html`<dl class="govuk-summary-list">
    ${rows.map(
      ([key, value]) =>
        html`<div class="govuk-summary-list__row">
          <dt class="govuk-summary-list__key">${key}</dt>
          <dd class="govuk-summary-list__value">${value}</dd>
        </div>`,
    )}
  </dl>`
}

function steps(visit: Visit, id: string, form: FormView): Html {
  return html`<h2 class="govuk-heading-m">The person was asked again</h2>
    ${postForm(
      { action: `/consents/${id}/renew`, csrf: visit.csrf },
      html`<div class="cw-pair cw-narrow">
          ${textField(form, { name: 'validUntil', label: 'Consents until', type: 'date' })}
          ${textField(form, { name: 'reviewBy', label: 'Ask again by', type: 'date' })}
        </div>
        ${button({ text: 'Record that it is given again', kind: 'secondary' })}`,
    )}
    <h2 class="govuk-heading-m">The person takes it back</h2>
    <p class="govuk-body cw-narrow">
      From that moment nothing is opened any more, and what is kept here is destroyed.
    </p>
    ${postForm(
      { action: `/consents/${id}/withdraw`, csrf: visit.csrf },
      button({ text: 'Withdraw the consent', kind: 'warning' }),
    )}`
}

function openings(
  { countries, times }: ConsoleContext,
  visit: Visit,
  { summary, openings: all }: ConsentDetail,
): Html {
  return html`<div class="cw-scroll" tabindex="0" role="region" aria-label="Openings">
      <table class="govuk-table cw-table">
        <caption class="govuk-visually-hidden">
          Who asked for the information, the latest first
        </caption>
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Who</th>
            <th scope="col">For</th>
            <th scope="col">Legal basis</th>
            <th scope="col">About</th>
            <th scope="col">Opened</th>
            <th scope="col">Record</th>
          </tr>
        </thead>
        <tbody>
          ${all.map(
            (one) =>
              html`<tr>
                <td class="cw-nowrap">${times.moment(one.at)}</td>
                <td>
                  ${one.authority}, ${countries.nameOf(one.recipient)}<br /><span class="cw-code"
                    >${one.officer}</span
                  >
                </td>
                <td>${purposeTitles[one.purpose]}</td>
                <td><bdi dir="auto">${one.legalBasis}</bdi></td>
                <td>${one.categories.map((category) => survivorTitles[category]).join(', ')}</td>
                <td>${one.released ? 'Yes' : 'Refused'}</td>
                <td class="cw-code">${one.record}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${
      all.length === openingLimit &&
      html`<p class="govuk-body">The latest ${openingLimit.toLocaleString('en')} are shown.</p>`
    }
    ${proofs(visit, summary.id, all.length)}`
}

/** The way to take the proofs to somebody who need not believe this node. */
function proofs(visit: Visit, id: string, count: number): Html {
  return html`<h3 class="govuk-heading-s">Proofs</h3>
    <p class="govuk-body cw-narrow">
      Each of them has a record in the access log, which other jurisdictions witness. The file holds these
      records, with the proof that they are in that log unchanged. It says who asked, what for and about what,
      and whether it was opened, and nothing of the information itself. Whoever represents the survivor
      verifies it on their own machine, without this node:
    </p>
    <p class="govuk-body">
      <code class="cw-code"
        >crosswatch audit verify-bundle openings.json --vkey log.vkey --policy policy.txt</code
      >
    </p>
    <p class="govuk-body cw-narrow">
      The keys of the log and of its witnesses are under
      <a class="govuk-link" href="/oversight">public oversight</a>.
    </p>
    ${Array.from({ length: Math.ceil(count / openingsPerFile) }, (_, part) =>
      postForm(
        { action: `/consents/${id}/openings`, csrf: visit.csrf },
        html`<input type="hidden" name="part" value="${part + 1}" />${button({
            text:
              count <= openingsPerFile
                ? 'Download the proofs'
                : `Download the proofs of openings ${part * openingsPerFile + 1} to ${Math.min(count, (part + 1) * openingsPerFile)}`,
            kind: 'secondary',
          })}`,
      ),
    )}`
}
