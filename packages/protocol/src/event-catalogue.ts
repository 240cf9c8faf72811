import type { Operation } from './access-record.ts'

/** Kinds of processing that Directive (EU) 2016/680, article 25(1), asks to be logged; `none` for what it does not name. */
export type ProcessingKind =
  'collection' | 'alteration' | 'consultation' | 'disclosure' | 'combination' | 'erasure' | 'none'

/** What a type of event is, in law and in FHIR. */
export interface EventType {
  /** What happened, in one sentence. */
  readonly what: string
  readonly processing: ProcessingKind
  /**
   * What Regulation (EU) 2018/1862, article 12, calls it: a log of an access or exchange, kept for three years; the history of
   * an alert, kept until three years after the alert is deleted (12(4)); or the supervision of the logs (12(6)).
   */
  readonly class: 'access' | 'alert-history' | 'supervision' | 'administration'
  /** FHIR R4 `AuditEvent.type` (DICOM DCM) and `action`, and the IHE BALP profile that fits, if one does. */
  readonly fhir: {
    readonly type: string
    readonly action: 'C' | 'R' | 'U' | 'D' | 'E'
    readonly balp?: string
  }
}

const rest = 'rest'
const created = { type: rest, action: 'C', balp: 'Create' } as const
const read = { type: rest, action: 'R', balp: 'Read' } as const
const updated = { type: rest, action: 'U', balp: 'Update' } as const
const deleted = { type: rest, action: 'D', balp: 'Delete' } as const
const searched = { type: rest, action: 'E', balp: 'Query' } as const
const sent = { type: '110106', action: 'R', balp: 'PrivacyDisclosure.Source' } as const
const received = { type: '110107', action: 'C', balp: 'PrivacyDisclosure.Recipient' } as const
const auditLogUsed = { type: '110101', action: 'R' } as const
const userAuthentication = { type: '110114', action: 'E' } as const

/**
 * Every type of event in the access log. The only list: records are checked against its names, and EVENTS.md is made from
 * it (`node infra/setup.mjs packages/protocol/tools/event-catalogue.ts`).
 */
export const eventCatalogue: Readonly<Record<Operation, EventType>> = {
  query: event(
    'An officer asked whether somebody or something is listed.',
    'consultation',
    'access',
    searched,
  ),
  'query.open': event(
    'An officer opened the record of an alert that a query had found.',
    'consultation',
    'access',
    read,
  ),
  'impact.estimate': event(
    'An officer asked how many recent queries an alert would have met.',
    'consultation',
    'access',
    searched,
  ),
  'override.request': event(
    'An officer asked to clear a traveller of an alert.',
    'collection',
    'access',
    created,
  ),
  'override.approve': event('A second officer cleared a traveller of an alert.', 'none', 'access', updated),
  'override.refuse': event('A second officer did not clear a traveller.', 'none', 'access', updated),
  'override.end': event('A traveller is no longer cleared of an alert.', 'none', 'access', updated),
  'override.fall': event(
    'An override fell: the alert says something else of its subject now.',
    'none',
    'access',
    updated,
  ),
  'override.expire': event('The time of an override is over.', 'none', 'access', updated),
  'override.list': event('Overrides were read.', 'consultation', 'access', read),
  'screening.create': event(
    'A list of persons was looked up before departure.',
    'consultation',
    'access',
    searched,
  ),
  'screening.view': event('The results of a screening were read.', 'consultation', 'access', read),
  'screening.erase': event('The results of a screening were erased.', 'erasure', 'access', deleted),
  'alert.draft': event('An alert was drafted.', 'collection', 'alert-history', created),
  'alert.edit': event('A draft was changed.', 'alteration', 'alert-history', updated),
  'alert.discard': event('A draft was thrown away.', 'erasure', 'alert-history', deleted),
  'alert.submit': event('A draft was handed to a second officer.', 'none', 'alert-history', updated),
  'alert.return': event('A draft was handed back.', 'none', 'alert-history', updated),
  'alert.preview': event(
    'An officer looked at who would get an alert, and what each would see of it.',
    'none',
    'alert-history',
    read,
  ),
  'alert.approve': event('A second officer approved an alert.', 'none', 'alert-history', updated),
  'alert.issue': event('An alert was sent to its recipients.', 'disclosure', 'alert-history', sent),
  'alert.revise': event('A new version was sent.', 'disclosure', 'alert-history', sent),
  'alert.extend': event(
    'An alert was assessed anew, and a longer time was proposed.',
    'alteration',
    'alert-history',
    updated,
  ),
  'alert.notice': event('The issuer was told that an alert ends soon.', 'none', 'alert-history', read),
  'alert.withdraw': event('An alert was taken back.', 'erasure', 'alert-history', deleted),
  'alert.expire': event('An alert ended because nobody extended it.', 'erasure', 'alert-history', deleted),
  'alert.receive': event(
    'An alert of another jurisdiction arrived.',
    'collection',
    'alert-history',
    received,
  ),
  'alert.refuse': event('An alert of another jurisdiction was not taken.', 'none', 'alert-history', received),
  'alert.flag': event(
    'A supervisor decided that an alert of another jurisdiction is not acted upon here.',
    'disclosure',
    'alert-history',
    updated,
  ),
  'alert.unflag': event('An alert is acted upon here again.', 'disclosure', 'alert-history', updated),
  'alert.contest': event(
    'An alert was marked as contested or blocked, or no longer.',
    'alteration',
    'alert-history',
    updated,
  ),
  'flag.receive': event('A recipient said whether it acts upon an alert.', 'none', 'alert-history', received),
  'flag.refuse': event('A notice about a flag was not taken.', 'none', 'alert-history', received),
  'alert.list': event('Alerts were listed.', 'consultation', 'access', searched),
  'alert.view': event('An alert was read.', 'consultation', 'access', read),
  'hit.confirm': event(
    'An officer confirmed that the subject of an alert was met, and reported it to the issuer.',
    'disclosure',
    'access',
    sent,
  ),
  'hit.receive': event('A report of a hit arrived.', 'collection', 'access', received),
  'hit.refuse': event('A report of a hit was not taken.', 'none', 'access', received),
  'hit.list': event('Hits were listed.', 'consultation', 'access', searched),
  'hit.view': event('A hit and its thread were read.', 'consultation', 'access', read),
  'thread.write': event('Something was sent to the other side of a hit.', 'disclosure', 'access', sent),
  'thread.receive': event(
    'Something arrived from the other side of a hit.',
    'collection',
    'access',
    received,
  ),
  'thread.refuse': event('A message of a thread was not taken.', 'none', 'access', received),
  'measure.report': event(
    'The issuer of an alert was told what was done about it.',
    'disclosure',
    'alert-history',
    sent,
  ),
  'measure.receive': event(
    'Another jurisdiction told what it did about an alert.',
    'collection',
    'alert-history',
    received,
  ),
  'measure.refuse': event('What another jurisdiction told was refused.', 'none', 'alert-history', received),
  'measure.list': event('What was done about alerts was read.', 'consultation', 'alert-history', read),
  'dispute.record': event(
    'The request of somebody who is named in an alert was recorded, and sent to its issuer.',
    'collection',
    'alert-history',
    created,
  ),
  'dispute.receive': event(
    'A letter about the request of somebody who is named in an alert arrived.',
    'collection',
    'alert-history',
    received,
  ),
  'dispute.refuse': event('A letter about a dispute was not taken.', 'none', 'alert-history', received),
  'dispute.block': event(
    'An alert was blocked from display while a dispute is decided, or shown again.',
    'alteration',
    'alert-history',
    updated,
  ),
  'dispute.decide': event('The issuer decided a dispute.', 'disclosure', 'alert-history', sent),
  'dispute.list': event('Disputes were listed.', 'consultation', 'access', searched),
  'dispute.view': event('A dispute was read.', 'consultation', 'access', read),
  'clearance.propose': event(
    'The issuer of an alert was asked to clear a person of it, with the consent of that person.',
    'disclosure',
    'alert-history',
    sent,
  ),
  'clearance.receive': event(
    'A letter about the clearance of a person arrived.',
    'collection',
    'alert-history',
    received,
  ),
  'clearance.refuse': event(
    'A letter about a clearance was not taken: it came from somebody who has no say in it.',
    'none',
    'alert-history',
    received,
  ),
  'clearance.accept': event(
    'The issuer cleared a person of its alert, and told everyone who has it.',
    'disclosure',
    'alert-history',
    sent,
  ),
  'clearance.decline': event(
    'The issuer did not clear a person of its alert.',
    'disclosure',
    'alert-history',
    sent,
  ),
  'clearance.end': event(
    'A clearance ended, and what the person was known by was destroyed.',
    'erasure',
    'alert-history',
    deleted,
  ),
  'clearance.list': event('Clearances were listed.', 'consultation', 'access', searched),
  'licence.import': event('A register of licences was imported.', 'collection', 'administration', created),
  'licence.list': event('An officer looked at which registers are here.', 'none', 'administration', read),
  'licence.check': event(
    'An officer looked whether the subject of a draft holds a licence.',
    'consultation',
    'access',
    read,
  ),
  'import.create': event('The import of a list was begun.', 'collection', 'alert-history', created),
  'import.rows': event('Rows were added to an import.', 'collection', 'alert-history', created),
  'import.submit': event('An import was handed to a second officer.', 'none', 'alert-history', updated),
  'import.approve': event('A second officer approved an import.', 'none', 'alert-history', updated),
  'erasure.done': event(
    'What was withdrawn or had ended was destroyed here.',
    'erasure',
    'alert-history',
    deleted,
  ),
  'erasure.receipt': event('Another jurisdiction confirmed an erasure.', 'none', 'alert-history', received),
  'erasure.list': event('Receipts of erasure were read.', 'none', 'administration', read),
  'agreement.draft': event('An agreement or an amendment was drafted.', 'none', 'administration', created),
  'agreement.endorse': event('A first officer endorsed an agreement.', 'none', 'administration', updated),
  'agreement.sign': event('A second officer signed an agreement.', 'none', 'administration', updated),
  'agreement.suspend': event('An agreement was suspended.', 'none', 'administration', updated),
  'agreement.resume': event('A suspended agreement was resumed.', 'none', 'administration', updated),
  'agreement.terminate': event('An agreement was terminated.', 'none', 'administration', updated),
  'agreement.receive': event('A party said something about an agreement.', 'none', 'administration', created),
  'consent.record': event('The consent of a survivor was recorded.', 'collection', 'access', created),
  'consent.renew': event('A survivor consented again.', 'alteration', 'access', updated),
  'consent.withdraw': event('A survivor took a consent back.', 'erasure', 'access', deleted),
  'consent.list': event('Consents were listed.', 'consultation', 'access', searched),
  'consent.view': event('A consent was read.', 'consultation', 'access', read),
  'release.ask': event(
    'An officer asked the origin of a consent to open survivor information.',
    'consultation',
    'access',
    searched,
  ),
  'release.answer': event(
    'The origin answered a request to open survivor information.',
    'disclosure',
    'access',
    sent,
  ),
  'release.open': event('An officer opened survivor information, once.', 'consultation', 'access', received),
  'agreement.view': event('Agreements were read.', 'none', 'administration', read),
  'break-glass.ask': event('An officer asked for break-glass.', 'none', 'supervision', created),
  'break-glass.approve': event('A second officer granted break-glass.', 'none', 'supervision', updated),
  'break-glass.refuse': event('A second officer refused break-glass.', 'none', 'supervision', updated),
  'break-glass.end': event('Break-glass was ended before its time.', 'none', 'supervision', updated),
  'break-glass.list': event('Requests for break-glass were read.', 'none', 'supervision', auditLogUsed),
  'break-glass.uses': event(
    'An auditor read what was done under break-glass.',
    'consultation',
    'supervision',
    auditLogUsed,
  ),
  'record.search': event('An auditor searched the log.', 'consultation', 'supervision', auditLogUsed),
  'record.view': event('An auditor read a record.', 'consultation', 'supervision', auditLogUsed),
  'record.follow': event(
    'An auditor followed an officer or an alert.',
    'consultation',
    'supervision',
    auditLogUsed,
  ),
  'record.evidence': event('Records left as an evidence bundle.', 'disclosure', 'supervision', auditLogUsed),
  'record.replay': event(
    'A recorded query was answered again from the list as it stood then.',
    'consultation',
    'supervision',
    auditLogUsed,
  ),
  'review.sample': event('Looks were drawn for review.', 'consultation', 'supervision', auditLogUsed),
  'review.list': event('The queue of reviews was read.', 'consultation', 'supervision', auditLogUsed),
  'review.decide': event('An auditor decided on a look.', 'none', 'supervision', auditLogUsed),
  'log.export': event(
    'The log was downloaded, its terms encrypted.',
    'disclosure',
    'supervision',
    auditLogUsed,
  ),
  'look.tell': event(
    'An issuer was told how its alerts were looked at here.',
    'disclosure',
    'supervision',
    sent,
  ),
  'look.told': event(
    "Another jurisdiction told how this one's alerts were looked at there.",
    'collection',
    'supervision',
    received,
  ),
  'receipt.list': event('An auditor read receipts of looks.', 'consultation', 'supervision', auditLogUsed),
  'receipt.resolve': event(
    'An auditor asked who stands behind a pseudonym.',
    'consultation',
    'supervision',
    auditLogUsed,
  ),
  'overview.view': event(
    'An auditor read how the supervision of the node stands.',
    'consultation',
    'supervision',
    auditLogUsed,
  ),
  'retention.view': event(
    'An auditor read how long records are kept.',
    'consultation',
    'supervision',
    auditLogUsed,
  ),
  'hold.set': event('A legal hold was set on records.', 'none', 'supervision', auditLogUsed),
  'hold.lift': event('A legal hold was lifted.', 'none', 'supervision', auditLogUsed),
  'record.erase': event('Records that were kept long enough were erased.', 'erasure', 'supervision', deleted),
  'content.erase': event(
    'What a service kept beside the records was erased after its time: alerts, hits, consents and the like.',
    'erasure',
    'supervision',
    deleted,
  ),
  'policy.explain': event(
    'Somebody asked why the policies allow or refuse something.',
    'none',
    'supervision',
    auditLogUsed,
  ),
  'policy.compare': event(
    'Recorded decisions were made again under other policies.',
    'none',
    'supervision',
    auditLogUsed,
  ),
  'feed.list': event('Somebody saw where the feeds stand on this node.', 'none', 'administration', read),
  'quarantine.view': event('Refused entries of the feeds were read.', 'none', 'administration', read),
  'log.evidence': event(
    'Evidence that a log signed two histories was read.',
    'none',
    'supervision',
    auditLogUsed,
  ),
  'sign-in': event('Somebody signed in.', 'none', 'administration', userAuthentication),
  'sign-in.refused': event('A sign-in was refused.', 'none', 'administration', userAuthentication),
  'sign-out': event('Somebody signed out.', 'none', 'administration', userAuthentication),
  'account.change': event(
    'An account was made, disabled or enabled, or got another password, other roles, another authority or other posts.',
    'none',
    'administration',
    updated,
  ),
}

function event(
  what: string,
  processing: ProcessingKind,
  kind: EventType['class'],
  fhir: EventType['fhir'],
): EventType {
  return { what, processing, class: kind, fhir }
}
