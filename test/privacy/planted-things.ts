import { createHash } from 'node:crypto'
import {
  newUuid,
  survivorCategories,
  type AgreementDraft,
  type AlertDraft,
  type ConsentDraft,
} from '@crosswatch/protocol'
import { fullAgreement, inventedDraft } from '../support/drafts.ts'
import type { Needles } from './needles.ts'

/** A draft with a canary in every field that can hold text. */
export function plantedAlert({ plant, plantNumber }: Needles, name: string, bare: AlertDraft): AlertDraft {
  const p = (field: string) => plant(`${name}/${field}`)
  return {
    ...bare,
    authority: p('core.authority'),
    statement: p('core.adequacy'),
    identity: {
      subject: 'person',
      names: [
        {
          full: p('identity.name'),
          kind: 'primary',
          given: p('identity.given'),
          family: p('identity.family'),
          patronymic: p('identity.patronymic'),
        },
        { full: p('identity.alias'), kind: 'alias' },
      ],
      birthDates: [{ date: '1975' }],
      nationalities: ['XC'],
      places: [{ country: 'XC', locality: p('identity.place') }],
      documents: [{ kind: 'passport', number: p('identity.document'), country: 'XC' }],
      registrations: [
        { kind: 'licence', number: p('identity.licence'), authority: p('identity.licence-authority') },
      ],
      phones: [`+999${plantNumber(`${name}/contacts.phone`)}`],
      emails: [`${p('contacts.email')}@example.org`],
      urls: [`https://${p('contacts.url-host')}.example/${p('contacts.url-path')}`],
      handles: [{ service: 'telegram', handle: p('contacts.handle') }],
      accounts: [{ kind: 'bank', number: p('contacts.account') }],
    },
    posting: {
      title: p('posting.title'),
      employerClaimed: p('posting.employer'),
      occupation: p('posting.occupation'),
      locality: p('posting.place'),
      pay: p('posting.pay'),
      feeAsked: p('posting.fee'),
      text: p('posting.text'),
    },
    grounds: {
      codes: bare.grounds.codes,
      legalBasis: p('grounds.legal-basis'),
      decisionReference: p('grounds.decision'),
      narrative: p('grounds.narrative'),
    },
    evidence: {
      caseReference: p('evidence.case'),
      exhibits: [{ sha256: exhibit(name), kind: 'document' }],
    },
    notes: p('internal.notes'),
  }
}

/** The hash of what would be an exhibit. */
export function exhibit(name: string): string {
  return createHash('sha256').update(`exhibit of ${name}`).digest('hex')
}

/** An alert that other agreements cover than those of `plantedAlert`; nothing is planted in it. */
export function plainAlert(change: Partial<AlertDraft> = {}): AlertDraft {
  return inventedDraft(4, change)
}

export function plantedAgreement({ plant }: Needles, name: string, ...parties: string[]): AgreementDraft {
  const p = (field: string) => plant(`${name}/${field}`)
  return {
    ...fullAgreement(...parties),
    // Evidence moves when it is asked for, on the thread of a hit.
    compartments: ['identity', 'contacts', 'posting', 'grounds'],
    title: p('title'),
    legal: [{ treaty: p('treaty'), article: p('article') }],
    contacts: [{ jurisdiction: 'XA', contact: { desk: p('desk'), hours: p('hours') } }],
  }
}

/** A consent for XB with a canary in every field of the record and of what it is about. */
export function plantedConsent({ plant }: Needles): ConsentDraft {
  const p = (field: string) => plant(`consent/${field}`)
  const day = (days: number) => new Date(Date.now() + days * 24 * 3_600_000).toISOString()
  return {
    subject: p('subject'),
    notice: { title: p('notice'), version: '3', language: 'ne' },
    status: 'given',
    method: 'signed',
    recipients: ['XB'],
    never: ['XC'],
    purposes: ['criminal-investigation'],
    categories: [...survivorCategories],
    validUntil: day(90),
    reviewBy: day(30),
    minor: { guardian: p('guardian'), bestInterest: p('best-interest'), decidedBy: p('decided-by') },
    information: {
      contact: plant('survivor/contact'),
      needs: plant('survivor/needs'),
      // Not asked for by anybody, in `releaseOf`.
      account: plant('survivor/account'),
      recruiter: plant('survivor/recruiter'),
      workplace: plant('survivor/workplace'),
      journey: plant('survivor/journey'),
    },
  }
}

export function plantedHit({ plant, plantNumber }: Needles, alert: string) {
  return {
    alert,
    at: new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000).toISOString(),
    place: plant('hit/place'),
    taken: 'observed',
    danger: false,
    contact: {
      desk: plant('hit/desk'),
      phone: `+999${plantNumber('hit/phone')}`,
      email: `${plant('hit/email')}@example.org`,
      hours: plant('hit/hours'),
    },
    note: plant('hit/note'),
  }
}

export function plantedScreening({ plant }: Needles, listed: string) {
  return {
    id: newUuid(),
    purpose: 'border-check',
    reference: plant('screening/reference'),
    rows: `name,document\n${plant('screening/name')},${plant('screening/document')}\n${listed},\n`,
  }
}
