import type { Grade, MatchEvidence, QueryResult } from '@crosswatch/protocol'
import type { ConsoleContext } from '../../console-context.ts'
import { html, type Html, type HtmlValue } from '../../html/html.ts'
import { phoneLink } from '../../layout/phone-link.ts'
import { featureTitles, matchSentences } from '../../words/access-words.ts'
import {
  categoryTitles,
  cautionTitles,
  informationTitle,
  onwardUseTitles,
  sourceTitle,
  tlpTitle,
} from '../../words/alert-words.ts'

/**
 * One alert that matches: what to do, whom to call, why it is listed, and what the match rests on.
 *
 * @param offer what else can be done about it
 */
export function resultCard(
  { times }: Pick<ConsoleContext, 'times'>,
  result: QueryResult,
  index: number,
  offer: HtmlValue,
): Html {
  const { mode, issuerName, issuer, category, label, contact, handling } = result
  const called = label ?? categoryTitles[category]
  const id = `result-${index + 1}`
  const exercise = mode === 'exercise'
  return html`<article class="cw-result${exercise && ' cw-result--exercise'}" aria-labelledby="${id}">
    ${
      exercise &&
      html`<p class="cw-drill"><strong>Exercise.</strong> This alert is a drill. Do not act upon it.</p>`
    }
    ${
      result.flagged === true &&
      html`<p class="cw-drill"><strong>Flagged.</strong> This jurisdiction does not act upon this alert.</p>`
    }
    ${
      result.contested === true &&
      html`<p class="cw-contested">
        <strong>Contested.</strong> Its subject disputes it; that is not decided.
      </p>`
    }
    <header class="cw-result__head">
      <h3 class="cw-result__label" id="${id}"><bdi dir="auto">${called === '' ? 'No name' : called}</bdi></h3>
      <p class="cw-result__what">
        ${label !== undefined && html`${categoryTitles[category]}, `}issued by ${issuerName}
        <span class="cw-code">${issuer}</span>
      </p>
    </header>
    <div class="cw-result__columns">
      <div>
        ${part(
          'What to do',
          html`<p class="cw-do">${instruction(result)}</p>
            ${cautions(result)}`,
        )}
        ${part(
          'Whom to call',
          html`<p class="cw-contact">
            <strong>${contact.desk}</strong>
            ${contact.phone && phoneLink(contact.phone, 'cw-contact__phone')}
            ${contact.email && html`<a class="govuk-link" href="mailto:${contact.email}">${contact.email}</a>`}
            ${contact.hours && html`<span>${contact.hours}</span>`}
          </p>`,
        )}
      </div>
      <div>
        ${part(
          'Why it matches',
          html`<p class="govuk-body-s">${matchSentences[result.verdict]}</p>
            ${result.evidence && evidence(result.evidence)}`,
        )}
      </div>
      <div>
        ${part(
          'Why there is an alert',
          html`<ul class="govuk-list govuk-list--bullet cw-list-s">
            ${result.reasons.map(({ title }) => html`<li>${title}</li>`)}
          </ul>`,
        )}
        ${result.grade && part('How sure the issuer is', grade(result.grade))}
        ${
          handling &&
          part(
            'Handling',
            html`<p class="govuk-body-s">
              <strong>TLP:${handling.tlp}</strong> ${tlpTitle(handling.tlp)}.
              ${onwardUseTitles[handling.onwardUse]}. Valid until ${times.day(result.validUntil)}.
            </p>`,
          )
        }
      </div>
    </div>
    ${offer}
    <p class="cw-fine">Alert <span class="cw-code">${result.alert}</span>, version ${result.version}</p>
  </article>`
}

/** A weak match is for the officer to judge first. */
function instruction({ verdict, mode, flagged, instruction: what }: QueryResult): string {
  const weak = verdict === 'name-only' || verdict === 'near-identifier'
  return weak && mode === 'actual' && flagged !== true ? `If it is the same: ${what}` : what
}

function part(title: string, content: HtmlValue): Html {
  return html`<section class="cw-part">
    <h4 class="cw-part__title">${title}</h4>
    ${content}
  </section>`
}

function cautions({ cautions: codes }: QueryResult): HtmlValue {
  return (
    codes.length > 0 &&
    html`<ul class="cw-cautions">
      ${codes.map(
        (code) =>
          html`<li>
            <span class="govuk-visually-hidden">Caution: </span
            ><span aria-hidden="true">!</span> ${cautionTitles[code]}
          </li>`,
      )}
    </ul>`
  )
}

function grade({ source, information }: Grade): Html {
  return html`<dl class="cw-grade">
    <div>
      <dt>Source <strong>${source}</strong></dt>
      <dd>${sourceTitle(source)}</dd>
    </div>
    <div>
      <dt>Information <strong>${information}</strong></dt>
      <dd>${informationTitle(information)}</dd>
    </div>
  </dl>`
}

const effects = {
  for: { sign: '+', word: 'For' },
  against: { sign: '−', word: 'Against' },
  neutral: { sign: '·', word: 'Neither' },
} as const

function evidence(pieces: readonly MatchEvidence[]): Html {
  const ordered = (['for', 'against', 'neutral'] as const).flatMap((effect) =>
    pieces.filter((piece) => piece.effect === effect),
  )
  return html`<ul class="cw-evidence">
    ${ordered.map(
      ({ effect, feature, note }) =>
        html`<li class="cw-evidence__${effect}">
          <span class="cw-evidence__sign" aria-hidden="true">${effects[effect].sign}</span>
          <span>
            <strong>${featureTitles[feature]}:</strong>
            <span class="govuk-visually-hidden">(${effects[effect].word})</span>
            <bdi dir="auto">${note}</bdi>
          </span>
        </li>`,
    )}
  </ul>`
}
