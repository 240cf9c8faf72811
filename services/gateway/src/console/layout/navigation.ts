import type { Role } from '@crosswatch/protocol'
import { html, type Html } from '../html/html.ts'
import { hasRole, type Visit } from '../access/visit.ts'

export type Place =
  | 'query'
  | 'screenings'
  | 'overrides'
  | 'clearances'
  | 'alerts'
  | 'reviews-due'
  | 'imports'
  | 'measures'
  | 'hits'
  | 'precision'
  | 'log'
  | 'reviews'
  | 'receipts'
  | 'retention'
  | 'break-glass'
  | 'agreements'
  | 'consents'
  | 'disputes'
  | 'releases'
  | 'erasures'
  | 'feeds'
  | 'jurisdictions'

export interface Destination {
  readonly place: Place
  readonly href: string
  readonly title: string
  readonly about: string
  readonly roles: readonly Role[]
}

/** Everything the console can do, and who may. Pages ask the same table, so what is not offered is not allowed either. */
const destinations: readonly Destination[] = [
  {
    place: 'query',
    href: '/query',
    title: 'Border query',
    about: 'Check a person, an agency, a document or a job offer against the alerts of every jurisdiction.',
    roles: ['border-officer', 'analyst', 'supervisor', 'liaison-officer'],
  },
  {
    place: 'screenings',
    href: '/screenings',
    title: 'Screening',
    about: 'Look up everybody on a list, for instance workers before they leave.',
    roles: ['border-officer', 'analyst', 'supervisor', 'liaison-officer'],
  },
  {
    place: 'overrides',
    href: '/overrides',
    title: 'Overrides',
    about: 'Travellers who were taken for somebody on an alert and are somebody else.',
    roles: ['border-officer', 'analyst', 'supervisor', 'liaison-officer'],
  },
  {
    place: 'clearances',
    href: '/clearances',
    title: 'Clearances',
    about: 'Persons who are not the subject of an alert, cleared wherever it is: proposals, decisions, ends.',
    roles: ['liaison-officer', 'supervisor'],
  },
  {
    place: 'alerts',
    href: '/alerts',
    title: 'Alerts',
    about: 'Draft, submit, approve and withdraw alerts; read what others have issued.',
    roles: ['analyst', 'supervisor'],
  },
  {
    place: 'reviews-due',
    href: '/reviews-due',
    title: 'Ends soon',
    about: 'Alerts of this node that end by themselves unless somebody reviews them.',
    roles: ['analyst', 'supervisor'],
  },
  {
    place: 'imports',
    href: '/imports',
    title: 'Imports',
    about: 'Lists that were imported as one, and the approval they wait for.',
    roles: ['analyst', 'supervisor'],
  },
  {
    place: 'measures',
    href: '/measures',
    title: 'Measures',
    about: 'What each jurisdiction did about an alert, and who has not said anything yet.',
    roles: ['analyst', 'supervisor'],
  },
  {
    place: 'hits',
    href: '/hits',
    title: 'Hits',
    about: 'Subjects of alerts that were met: reports, supplementary information, exhibits, outcomes.',
    roles: ['liaison-officer', 'supervisor'],
  },
  {
    place: 'precision',
    href: '/precision',
    title: 'Precision',
    about: 'How often the alerts of each jurisdiction were met, and how often it was the right person.',
    roles: ['liaison-officer', 'supervisor', 'analyst', 'auditor'],
  },
  {
    place: 'log',
    href: '/log',
    title: 'Access log',
    about: 'Who looked, at what, why, and with which outcome; with proof that nothing was changed since.',
    roles: ['auditor'],
  },
  {
    place: 'reviews',
    href: '/reviews',
    title: 'Reviews',
    about: 'Looks drawn by lot, what is out of the ordinary, and what auditors found of it.',
    roles: ['auditor'],
  },
  {
    place: 'receipts',
    href: '/receipts',
    title: 'Looks abroad',
    about: 'Who looked at alerts of this jurisdiction elsewhere, and whether their logs say the same.',
    roles: ['auditor'],
  },
  {
    place: 'retention',
    href: '/retention',
    title: 'Retention',
    about: 'How long records and what ended are kept, what is due to be erased, and legal holds.',
    roles: ['auditor'],
  },
  {
    place: 'break-glass',
    href: '/break-glass',
    title: 'Break-glass',
    about:
      'For an hour more than your role, when somebody is in danger: with a reason, a second person and a review.',
    roles: ['border-officer', 'liaison-officer', 'analyst', 'supervisor', 'auditor'],
  },
  {
    place: 'agreements',
    href: '/agreements',
    title: 'Agreements',
    about: 'With whom this node shares, what, and for what.',
    roles: ['administrator', 'analyst', 'supervisor', 'auditor'],
  },
  {
    place: 'consents',
    href: '/consents',
    title: 'Consents',
    about: "Survivors' consents: record, review, withdraw, and see who asked.",
    roles: ['protection-officer'],
  },
  {
    place: 'disputes',
    href: '/disputes',
    title: 'Disputes',
    about: 'What people ask who are named in alerts: access, correction, erasure, and what was decided.',
    roles: ['protection-officer'],
  },
  {
    place: 'releases',
    href: '/survivor-information',
    title: 'Survivor information',
    about: 'Ask the jurisdiction that keeps it to open survivor information once.',
    roles: ['liaison-officer', 'protection-officer'],
  },
  {
    place: 'erasures',
    href: '/erasures',
    title: 'Erasures',
    about: 'Who has erased what this node took back, and whose receipt is overdue.',
    roles: ['analyst', 'supervisor', 'protection-officer', 'auditor', 'administrator'],
  },
  {
    place: 'feeds',
    href: '/feeds',
    title: 'Feeds',
    about: 'Where the feed of every jurisdiction stands, and what was refused.',
    roles: ['administrator', 'auditor'],
  },
  {
    place: 'jurisdictions',
    href: '/jurisdictions',
    title: 'Jurisdictions',
    about: 'Whom to call in each jurisdiction.',
    roles: [
      'analyst',
      'supervisor',
      'border-officer',
      'liaison-officer',
      'protection-officer',
      'auditor',
      'administrator',
    ],
  },
]

export function rolesOf(place: Place): readonly Role[] {
  return destinations.find((destination) => destination.place === place)?.roles ?? []
}

export function destinationsFor(visit: Visit): readonly Destination[] {
  return destinations.filter(({ roles }) => hasRole(visit, ...roles))
}

export function navigation(visit: Visit, current: Place | undefined): Html {
  const item = ({ place, href, title }: Destination) =>
    html`<li
      class="govuk-service-navigation__item${place === current && ' govuk-service-navigation__item--active'}"
    >
      <a
        class="govuk-service-navigation__link"
        href="${href}"
        ${place === current && html` aria-current="page"`}
        >${title}</a
      >
    </li>`
  return html`<div class="govuk-service-navigation cw-navigation">
    <div class="govuk-width-container">
      <nav aria-label="Menu" class="govuk-service-navigation__wrapper">
        <ul class="govuk-service-navigation__list">
          ${destinationsFor(visit).map(item)}
        </ul>
      </nav>
    </div>
  </div>`
}
