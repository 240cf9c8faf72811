import type { Overview } from '@crosswatch/protocol'
import type { ConsoleContext } from '../../console-context.ts'
import { html, type Html } from '../../html/html.ts'
import { table } from '../../layout/table.ts'
import { roleTitles } from '../../words/access-words.ts'

/** What auditors see first: what waits and for how long, who may sign in, and whether the log is confirmed. */
export function overviewSection(
  { times, countries, members }: ConsoleContext,
  overview: Overview | 'unknown',
): Html {
  if (overview === 'unknown') {
    return html`<p class="govuk-body">The audit service does not answer at the moment.</p>`
  }
  const { accounts, idleDays, reviews, erasures, disputes, witnesses, holds } = overview
  const day = (at: string | null) => (at === null ? '' : times.day(at))
  const waits = [
    ...reviews.map(({ kind, open, oldest }) => ({ what: reviewTitles[kind], number: open, oldest })),
    { what: 'Erasures elsewhere that are overdue', number: erasures.overdue, oldest: erasures.oldest },
    { what: 'Disputes that are overdue', number: disputes.overdue, oldest: disputes.oldest },
    { what: 'Legal holds in force', number: holds, oldest: null },
  ]
  return html`<section class="cw-section" aria-labelledby="overview">
    <h2 class="govuk-heading-m" id="overview">How things stand</h2>
    ${witnesses.stale && warning('Nobody has confirmed the access log for too long. Disclosures have stopped.')}
    ${witnesses.equivocations > 0 && warning('A log has signed two histories. See the jurisdictions page.')}
    ${table(
      'What waits',
      [
        { title: 'What', value: ({ what }) => what },
        { title: 'Number', number: true, value: ({ number }) => number.toLocaleString('en') },
        { title: 'Oldest since', value: ({ oldest }) => day(oldest) },
      ],
      waits,
    )}
    <p class="govuk-body">
      ${
        witnesses.confirmedAt === null
          ? 'No other jurisdiction is asked to confirm the access log.'
          : html`The access log was confirmed by others ${times.moment(witnesses.confirmedAt)}.`
      }
    </p>
    ${
      witnesses.cosigners.length > 0 &&
      table(
        'Who confirms the access log',
        [
          {
            title: 'Witness',
            value: ({ name }) =>
              members.some(({ jurisdiction }) => jurisdiction === name) ? countries.nameOf(name) : name,
          },
          {
            title: 'Confirmed it last',
            value: ({ cosignedAt }) => (cosignedAt === null ? 'never' : times.moment(cosignedAt)),
          },
          {
            title: 'Age',
            number: true,
            value: ({ cosignedAt }) => (cosignedAt === null ? '' : ageBetween(cosignedAt, overview.at)),
          },
          { title: 'Records then', number: true, value: ({ size }) => size?.toLocaleString('en') ?? '' },
        ],
        witnesses.cosigners,
      )
    }
    ${accounts.length > 0 && html`<h3 class="govuk-heading-s">Who may sign in</h3>`}
    ${
      accounts.length > 0 &&
      table(
        'Accounts that may sign in',
        [
          { title: 'Role', value: ({ role }) => roleTitles[role] },
          { title: 'Authority', value: ({ authority }) => authority },
          { title: 'Accounts', number: true, value: ({ accounts: number }) => number.toLocaleString('en') },
          {
            title: `Not used for ${idleDays} days`,
            number: true,
            value: ({ idle }) => idle.toLocaleString('en'),
          },
        ],
        accounts,
      )
    }
  </section>`
}

const reviewTitles: Readonly<Record<Overview['reviews'][number]['kind'], string>> = {
  sample: 'Looks drawn by lot, without a verdict',
  anomaly: 'Findings without a verdict',
  'break-glass': 'Break-glass without a verdict',
}

function ageBetween(from: string, to: string): string {
  const seconds = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1000))
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60).toLocaleString('en')} min`
}

function warning(text: string): Html {
  return html`<div class="govuk-warning-text">
    <span class="govuk-warning-text__icon" aria-hidden="true">!</span>
    <strong class="govuk-warning-text__text"
      ><span class="govuk-visually-hidden">Warning</span> ${text}</strong
    >
  </div>`
}
