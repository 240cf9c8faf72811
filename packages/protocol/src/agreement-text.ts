import type { AgreementTerms } from './agreement.ts'
import type { AgreementView } from './api/agreements.ts'

/** An article of an agreement in words: what a person reads on a page or on paper before signing. */
export interface AgreementArticle {
  readonly heading: string
  readonly lines: readonly string[]
}

/** The articles of an agreement, made from its terms alone, so that every party reads the same. */
export function agreementArticles(
  terms: AgreementTerms,
  nameOf: (jurisdiction: string) => string,
): AgreementArticle[] {
  const words = (codes: readonly string[]) => codes.map((code) => phrases[code] ?? code.replaceAll('-', ' '))
  return [
    { heading: 'Parties', lines: terms.parties.map((party) => `${nameOf(party)} (${party})`) },
    {
      heading: 'Legal basis',
      lines: terms.legal.map(({ treaty, article }) =>
        article === undefined ? treaty : `${treaty}, ${article}`,
      ),
    },
    { heading: 'Alerts of these categories are shared', lines: words(terms.categories) },
    {
      heading: 'Of them, each party can open',
      lines: terms.compartments.length === 0 ? ['nothing but the warning itself'] : words(terms.compartments),
    },
    { heading: 'For these purposes', lines: words(terms.purposes) },
    { heading: 'Onward use', lines: words([terms.onwardUse]) },
    {
      heading: 'Keeping and erasing',
      lines: [
        `Kept for ${terms.retentionDays} days at most after an alert has ended.`,
        terms.onTermination === 'erase'
          ? 'When the agreement is terminated, each party erases what it received under it.'
          : 'When the agreement is terminated, each party keeps what it received until it ends.',
      ],
    },
    {
      heading: 'Validity',
      lines: [
        `From ${instantWords(terms.validFrom)} to ${instantWords(terms.validUntil)}, once every party has signed.`,
      ],
    },
    {
      heading: 'Contact points',
      lines: terms.contacts.map(({ jurisdiction, contact }) =>
        [nameOf(jurisdiction), contact.desk, contact.phone, contact.email, contact.hours]
          .filter((part) => part !== undefined)
          .join(', '),
      ),
    },
  ].filter(({ lines }) => lines.length > 0)
}

/** What codes are called whose own letters do not say it. */
const phrases: Readonly<Record<string, string>> = {
  'fake-posting': 'fake job posting',
  document: 'forged or misused document',
  pattern: 'way of working',
  contacts: 'contacts and accounts',
  'pre-departure-screening': 'pre-departure screening',
  none: 'no onward use',
  'ask-first': 'ask the issuer first',
}

const longDay = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
})

/** `17 March 2026, 23:59:59 UTC`: in words, and still to the second. */
function instantWords(iso: string): string {
  return `${longDay.format(new Date(iso))}, ${iso.slice(11, 19)} UTC`
}

/** The whole of an agreement as plain text, to be printed and filed. */
export function agreementText(view: AgreementView, nameOf: (jurisdiction: string) => string): string {
  const { digest, terms, state, statements } = view
  const articles = agreementArticles(terms, nameOf).map(
    ({ heading, lines }, index) =>
      `${index + 1}. ${heading}\n${lines.map((line) => `   ${line}`).join('\n')}`,
  )
  const said = statements.map(
    ({ party, act, at, reason }) => `   ${at}  ${party}  ${act}${reason === undefined ? '' : `: ${reason}`}`,
  )
  return [
    `${terms.title}\nAgreement ${terms.id}, version ${terms.version}\nDigest ${digest}\nState: ${state}`,
    ...articles,
    `Signatures and notices\n${said.length === 0 ? '   none yet' : said.join('\n')}`,
  ].join('\n\n')
}
