import type { AlertDraft, Identity, Posting } from '@crosswatch/protocol'
import type { FormBody } from '../../../forms/form.ts'
import { joinLine } from './line-parts.ts'

type Content = Partial<AlertDraft>

/** An alert as the form shows it: what `readDraft` reads back, nothing lost. */
export function writeDraft(content: Content): FormBody {
  const { grounds, grade, handling, purposes, cautions, links = [], evidence } = content
  return {
    category: content.category,
    mode: content.mode,
    authority: content.authority,
    ...(content.identity && writeIdentity(content.identity)),
    ...(content.posting && writePosting(content.posting)),
    ground: grounds?.codes.map(({ list, code }) => `${list}/${code}`),
    narrative: grounds?.narrative,
    legalBasis: grounds?.legalBasis,
    decisionReference: grounds?.decisionReference,
    statement: content.statement,
    gradeSource: grade?.source,
    gradeInformation: grade && String(grade.information),
    tlp: handling?.tlp,
    onwardUse: handling?.onwardUse,
    purposes,
    cautions,
    validFrom: content.validFrom?.slice(0, 10),
    validUntil: content.validUntil?.slice(0, 10),
    linkAlert: links.map(({ alert }) => alert),
    linkKind: links.map(({ kind }) => kind),
    linkReason: links.map(({ reason }) => reason),
    caseReference: evidence?.caseReference,
    exhibits: evidence?.exhibits
      .map(({ sha256, kind, takenAt }) => joinLine([sha256, kind, takenAt]))
      .join('\n'),
    notes: content.notes,
  }
}

function writeIdentity(identity: Identity): FormBody {
  const { names, birthDates, nationalities, places, documents, registrations, handles, accounts } = identity
  return {
    subject: identity.subject,
    nameFull: names.map(({ full }) => full),
    nameKind: names.map(({ kind }) => kind),
    nameScript: names.map(({ script = '' }) => script),
    nameParts: names.map(({ full, given, family, patronymic }) =>
      given === undefined && family === undefined && patronymic === undefined
        ? ''
        : JSON.stringify({ full, given, family, patronymic }),
    ),
    birthDates: lines(birthDates, ({ date, approximate }) => (approximate ? `about ${date}` : date)),
    sex: identity.sex,
    nationalities: nationalities?.join(', '),
    places: lines(places, ({ locality, country }) => joinLine([locality, country])),
    documents: lines(documents, ({ kind, number, country }) => joinLine([kind, number, country])),
    registrations: lines(registrations, ({ kind, number, authority, country }) =>
      joinLine([kind, number, authority, country]),
    ),
    phones: identity.phones?.join('\n'),
    emails: identity.emails?.join('\n'),
    urls: identity.urls?.join('\n'),
    handles: lines(handles, ({ service, handle }) => joinLine([service, handle])),
    accounts: lines(accounts, ({ kind, number }) => joinLine([kind, number])),
  }
}

function writePosting(posting: Posting): FormBody {
  return {
    postTitle: posting.title,
    postEmployer: posting.employerClaimed,
    postOccupation: posting.occupation,
    postCountry: posting.country,
    postLocality: posting.locality,
    postPay: posting.pay,
    postFee: posting.feeAsked,
    postLanguage: posting.language,
    postSeenOn: posting.seenOn,
    postText: posting.text,
  }
}

function lines<T>(items: readonly T[] | undefined, write: (item: T) => string): string | undefined {
  return items?.map(write).join('\n')
}
