import { closeCompartment, commitCompartment, signDocument, type ClosedCompartment } from '@crosswatch/crypto'
import {
  alertDocument,
  compartmentDocuments,
  letterDocument,
  withdrawalDocument,
  type AlertCore,
} from '@crosswatch/protocol'
import { xa } from './cast.ts'

/** One invented alert of XA, and its withdrawal. */
const id = '01957a60-0000-7000-8000-000000000001'

export interface MadeAlert {
  readonly core: AlertCore
  readonly payload: Uint8Array
  readonly letter: Uint8Array
  readonly contents: readonly {
    readonly name: string
    readonly bytes: Uint8Array
    readonly salt: Uint8Array
  }[]
  readonly closed: readonly ClosedCompartment[]
}

export function makeAlert(): MadeAlert {
  const identity = commitCompartment(
    'identity',
    compartmentDocuments.identity.encode({
      subject: 'person',
      names: [
        { full: 'Łucja Example', kind: 'primary', script: 'Latn' },
        { full: 'Луция Пример', kind: 'alias', script: 'Cyrl' },
      ],
      birthDates: [{ date: '1980' }],
      documents: [{ kind: 'passport', number: 'T00000001', country: 'XC' }],
    }),
  )
  const contacts = commitCompartment(
    'contacts',
    compartmentDocuments.contacts.encode({ phones: ['+15550100'], urls: ['https://jobs.example/apply'] }),
  )
  const grounds = commitCompartment(
    'grounds',
    compartmentDocuments.grounds.encode({
      codes: [{ list: 'ilo-forced-labour', code: 'deception' }],
      legalBasis: 'Labour Code, article 12',
      decisionReference: 'D-1',
    }),
  )
  const core: AlertCore = {
    v: 1,
    id,
    version: 1,
    issuer: 'XA',
    authority: 'Labour Inspectorate',
    category: 'inquiry-check',
    action: 'interview-and-refer',
    mode: 'exercise',
    grade: { source: 'B', information: 2 },
    handling: { tlp: 'AMBER', onwardUse: 'ask-first' },
    purposes: ['border-check', 'labour-inspection'],
    issuedAt: '2026-03-02T10:00:00.000Z',
    validFrom: '2026-03-02T10:00:00.000Z',
    validUntil: '2026-09-01T00:00:00.000Z',
    reviewBy: '2026-09-01T00:00:00.000Z',
    cautions: [],
    links: [],
    adequacy: {
      statement: 'Several workers name the same recruiter.',
      drafter: 'officer-0000000000000001',
      approver: 'officer-0000000000000002',
    },
    compartments: {
      identity: identity.commitment,
      contacts: contacts.commitment,
      grounds: grounds.commitment,
    },
  }
  const payload = alertDocument.encode(core)
  return {
    core,
    payload,
    letter: letterDocument.encode({
      v: 1,
      kind: 'alert',
      document: signDocument(alertDocument, core, xa.signer),
    }),
    contents: [identity, contacts, grounds],
    closed: [identity, contacts, grounds].map((compartment) => closeCompartment(compartment, payload)),
  }
}

export function makeWithdrawal(): Uint8Array {
  const document = signDocument(
    withdrawalDocument,
    { v: 1, id, version: 1, issuer: 'XA', reason: 'mistaken', at: '2026-03-04T10:00:00.000Z' },
    xa.signer,
  )
  return letterDocument.encode({ v: 1, kind: 'withdrawal', document })
}
