import { closeCompartment, commitCompartment, type StorageKey } from '@crosswatch/crypto'
import {
  alertDocument,
  compartmentDocuments,
  newUuid,
  splitIdentity,
  toBase64,
  type AlertCore,
  type Grounds,
  type Identity,
} from '@crosswatch/protocol'
import { Client } from 'pg'

const batch = 500

/**
 * Puts one alert in force for each person, as if it had been received: sealed like any other, written into the tables of the
 * alerts service in bulk, since a hundred thousand approvals are not what is measured here.
 */
export async function fillAlerts(
  databaseUrl: string,
  storageKey: StorageKey,
  people: readonly Identity[],
): Promise<void> {
  const client = new Client({ connectionString: databaseUrl, application_name: 'bench fill' })
  await client.connect()
  try {
    for (let first = 0; first < people.length; first += batch) {
      const rows = people.slice(first, first + batch).map((identity) => seal(storageKey, identity))
      await client.query(insert, [
        rows.map(({ id }) => id),
        rows.map(({ core }) => core),
        rows.map(({ key }) => key),
        rows.map(({ compartments }) => compartments),
        validUntil(),
      ])
    }
    await client.query('analyze alerts.alert')
  } finally {
    await client.end()
  }
}

const insert = `
  insert into alerts.alert (id, issuer, origin, state, version, category, action, mode, valid_until, review_by, core, core_key,
    compartments, recipients, issued_at, change)
  select id, 'XA', 'own', 'active', 1, 'inquiry-check', 'interview-and-refer', 'actual', $5, $5, core, core_key, compartments, '[]',
    now(), nextval('alerts.change_seq')
  from unnest($1::uuid[], $2::bytea[], $3::bytea[], $4::jsonb[]) as given(id, core, core_key, compartments)`

const grounds: Grounds = {
  codes: [{ list: 'ilo-forced-labour', code: 'deception' }],
  legalBasis: 'Recruitment Act, section 12',
  decisionReference: 'D-1',
}

function seal(storageKey: StorageKey, subject: Identity) {
  const { identity, contacts } = splitIdentity(subject)
  const id = newUuid()
  const committed = [
    commitCompartment('identity', compartmentDocuments.identity.encode(identity)),
    ...(contacts ? [commitCompartment('contacts', compartmentDocuments.contacts.encode(contacts))] : []),
    commitCompartment('grounds', compartmentDocuments.grounds.encode(grounds)),
  ]
  const commitments = Object.fromEntries(committed.map(({ name, commitment }) => [name, commitment]))
  const bytes = alertDocument.encode({ ...coreOf(id), compartments: commitments })
  const compartments = committed.map((compartment) => {
    const { name, box, key } = closeCompartment(compartment, bytes)
    return { name, box: toBase64(box), key: toBase64(storageKey.wrap(key, `compartment ${id} ${name}`)) }
  })
  const sealed = storageKey.seal(bytes, `alert ${id} 1`)
  const buffer = (part: Uint8Array) => Buffer.from(part.buffer, part.byteOffset, part.byteLength)
  return { id, core: buffer(sealed.box), key: buffer(sealed.key), compartments: JSON.stringify(compartments) }
}

function coreOf(id: string): AlertCore {
  const now = new Date().toISOString()
  return {
    v: 1,
    id,
    version: 1,
    issuer: 'XA',
    authority: 'Labour Inspectorate',
    category: 'inquiry-check',
    action: 'interview-and-refer',
    mode: 'actual',
    grade: { source: 'B', information: 2 },
    handling: { tlp: 'AMBER', onwardUse: 'ask-first' },
    purposes: ['border-check'],
    issuedAt: now,
    validFrom: now,
    validUntil: validUntil(),
    reviewBy: validUntil(),
    cautions: [],
    links: [],
    adequacy: { statement: 'For the benchmark.', drafter: 'officer-1', approver: 'officer-2' },
    compartments: {},
  }
}

function validUntil(): string {
  return new Date(Date.now() + 180 * 24 * 3_600_000).toISOString()
}
