import { titleOfCode, type AlertDetail, type AlertDraft } from '@crosswatch/protocol'

import type { ConsoleContext } from '../../console-context.ts'
import { html, type Html, type HtmlValue } from '../../html/html.ts'
import { purposeTitles } from '../../words/access-words.ts'
import {
  accountTitles,
  cautionTitles,
  documentTitles,
  handleTitles,
  informationTitle,
  linkTitles,
  nameKindTitles,
  onwardUseTitles,
  registrationTitles,
  sourceTitle,
  tlpTitle,
} from '../../words/alert-words.ts'
import { partialDateWords } from '../../words/times.ts'
import { scriptName } from './draft/scripts.ts'

type Row = readonly [title: string, value: HtmlValue]

/** What an alert says, compartment by compartment. What the reader may not open is simply not there. */
export function contentView(context: ConsoleContext, content: AlertDetail['content'], level: 2 | 3): Html {
  const section = (title: string, rows: readonly Row[]) => sectionOf(title, rows, level)
  const { identity, posting, grounds, evidence, notes } = content
  return html`${identity && section('Identity', identityRows(context, identity))}
  ${posting && section('Posting', postingRows(context, posting))}
  ${grounds && section('Grounds', groundsRows(grounds, content))}
  ${section('Use', useRows(context, content))}${evidence && section('Evidence', evidenceRows(evidence))}
  ${notes !== undefined && section('Internal notes', [['Never leave this node', html`<bdi dir="auto">${notes}</bdi>`]])}`
}

function sectionOf(title: string, rows: readonly Row[], level: 2 | 3): HtmlValue {
  const shown = rows.filter(([, value]) => value !== false && value !== undefined)
  return (
    shown.length > 0 &&
    html`<section class="cw-content">
      ${
        level === 2
          ? html`<h2 class="govuk-heading-s">${title}</h2>`
          : html`<h3 class="govuk-heading-s">${title}</h3>`
      }
      <dl class="cw-rows">
        ${shown.map(
          ([name, value]) =>
            html`<div>
              <dt>${name}</dt>
              <dd>${value}</dd>
            </div>`,
        )}
      </dl>
    </section>`
  )
}

function identityRows(
  { countries }: ConsoleContext,
  identity: NonNullable<AlertDraft['identity']>,
): readonly Row[] {
  const number = (title: string, value: string, ...more: readonly (string | undefined)[]) =>
    html`<span class="cw-muted">${title}</span>
      <bdi class="cw-code">${value}</bdi> ${more.filter((part) => part !== undefined).join(', ')}`
  const country = (code: string | undefined) => code && countries.nameOf(code)
  return [
    ['Subject', identity.subject === 'person' ? 'Person' : 'Agency or employer'],
    [
      'Names',
      list(
        identity.names.map(
          ({ full, kind, script }) =>
            html`<bdi dir="auto">${full}</bdi>
              <span class="cw-muted">${nameKindTitles[kind]}${script && `, ${scriptName(script)}`}</span>`,
        ),
      ),
    ],
    [
      'Birth dates',
      list(
        identity.birthDates?.map(
          ({ date, approximate }) => `${approximate ? 'about ' : ''}${partialDateWords(date)}`,
        ),
      ),
    ],
    ['Sex', identity.sex],
    ['Nationalities', list(identity.nationalities?.map(countries.nameOf))],
    [
      'Places',
      list(
        identity.places?.map(
          ({ locality, country: code }) =>
            html`<bdi dir="auto">${[locality, country(code)].filter(Boolean).join(', ')}</bdi>`,
        ),
      ),
    ],
    [
      'Documents',
      list(
        identity.documents?.map(({ kind, number: value, country: code }) =>
          number(documentTitles[kind], value, country(code)),
        ),
      ),
    ],
    [
      'Licences and registrations',
      list(
        identity.registrations?.map(({ kind, number: value, authority, country: code }) =>
          number(registrationTitles[kind], value, authority, country(code)),
        ),
      ),
    ],
    ['Phones', codes(identity.phones)],
    ['E-mail addresses', codes(identity.emails)],
    ['Web addresses', codes(identity.urls)],
    [
      'User names',
      list(identity.handles?.map(({ service, handle }) => number(handleTitles[service], handle))),
    ],
    [
      'Accounts',
      list(identity.accounts?.map(({ kind, number: value }) => number(accountTitles[kind], value))),
    ],
  ]
}

function postingRows(
  { countries }: ConsoleContext,
  posting: NonNullable<AlertDraft['posting']>,
): readonly Row[] {
  return [
    ['Title', free(posting.title)],
    ['Employer claimed', free(posting.employerClaimed)],
    ['Occupation', free(posting.occupation)],
    [
      'Place',
      free(
        [posting.locality, posting.country && countries.nameOf(posting.country)].filter(Boolean).join(', '),
      ),
    ],
    ['Pay', free(posting.pay)],
    ['Fee asked', free(posting.feeAsked)],
    ['Language', posting.language],
    ['Seen on', posting.seenOn && partialDateWords(posting.seenOn)],
    ['Text', posting.text !== undefined && html`<p class="cw-block" dir="auto">${posting.text}</p>`],
  ]
}

function groundsRows(
  grounds: NonNullable<AlertDraft['grounds']>,
  { statement, grade }: AlertDetail['content'],
): readonly Row[] {
  return [
    ['Reasons', list(grounds.codes.map(({ list: name, code }) => titleOfCode(name, code) ?? code))],
    ['Narrative', free(grounds.narrative)],
    ['Legal basis', free(grounds.legalBasis)],
    ['Decision', free(grounds.decisionReference)],
    ['Why it is adequate', free(statement)],
    [
      'Grade',
      grade &&
        html`<strong>${grade.source}${grade.information}</strong> Source: ${sourceTitle(grade.source)}.
          Information: ${informationTitle(grade.information)}.`,
    ],
  ]
}

function useRows({ times }: ConsoleContext, content: AlertDetail['content']): readonly Row[] {
  const { purposes, handling, cautions, links, authority, validFrom, validUntil } = content
  return [
    ['Authority', free(authority)],
    ['Purposes', purposes && purposes.map((purpose) => purposeTitles[purpose]).join(', ')],
    [
      'Handling',
      handling &&
        html`<strong>TLP:${handling.tlp}</strong> ${tlpTitle(handling.tlp)}.
          ${onwardUseTitles[handling.onwardUse]}.`,
    ],
    ['Cautions', list(cautions?.map((caution) => cautionTitles[caution]))],
    [
      'Validity',
      validUntil &&
        html`${validFrom ? html`${times.day(validFrom)} to ` : 'from issue to '}${times.day(validUntil)}`,
    ],
    [
      'Links',
      list(
        links?.map(
          ({ kind, alert, reason }) =>
            html`${linkTitles[kind]}: <a class="govuk-link cw-code" href="/alerts/${alert}">${alert}</a>
              <bdi dir="auto">${reason}</bdi>`,
        ),
      ),
    ],
  ]
}

function evidenceRows({ caseReference, exhibits }: NonNullable<AlertDraft['evidence']>): readonly Row[] {
  return [
    ['Case', free(caseReference)],
    [
      'Exhibits',
      list(
        exhibits.map(
          ({ kind, sha256, takenAt }) =>
            html`${kind}${takenAt && `, ${partialDateWords(takenAt)}`}
              <span class="cw-code cw-hash">${sha256}</span>`,
        ),
      ),
    ],
  ]
}

function free(value: string | undefined): HtmlValue {
  return value !== undefined && value !== '' && html`<bdi dir="auto">${value}</bdi>`
}

function codes(values: readonly string[] | undefined): HtmlValue {
  return list(values?.map((value) => html`<bdi class="cw-code">${value}</bdi>`))
}

function list(values: readonly HtmlValue[] | undefined): HtmlValue {
  if (values === undefined || values.length === 0) return false
  return html`<ul class="govuk-list cw-list-s">
    ${values.map((value) => html`<li>${value}</li>`)}
  </ul>`
}
