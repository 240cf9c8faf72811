import { present } from '../../text/clean.ts'
import { scriptOf } from '../../text/scripts.ts'
import { type Row, valuesOf } from './columns.ts'

/**
 * The identity that a row describes, still unchecked: what a column holds is handed on as it is, and the schema decides.
 *
 * @returns undefined if the row holds nothing of it
 */
export function identityOf(row: Row): unknown {
  const names = [
    ...nameOf(row),
    ...valuesOf(row, 'aliases').map((full) => withScript(full, 'alias')),
    ...valuesOf(row, 'weak_aliases').map((full) => withScript(full, 'weak-alias')),
    ...valuesOf(row, 'former_names').map((full) => withScript(full, 'former')),
    ...valuesOf(row, 'trade_names').map((full) => withScript(full, 'trade')),
  ]
  const facts = present({
    names,
    birthDates: valuesOf(row, 'birth_dates').map(birthDateOf),
    sex: row('sex'),
    nationalities: valuesOf(row, 'nationalities'),
    places: valuesOf(row, 'places').map(placeOf),
    documents: valuesOf(row, 'documents').map(numberOf),
    registrations: valuesOf(row, 'registrations').map((value) =>
      present({ ...numberOf(value), authority: row('registration_authority') }),
    ),
    phones: valuesOf(row, 'phones'),
    emails: valuesOf(row, 'emails'),
    urls: valuesOf(row, 'urls'),
    handles: valuesOf(row, 'handles').map((value) => {
      const [service, handle] = splitOnce(value)
      return { service, handle }
    }),
    accounts: valuesOf(row, 'accounts').map((value) => {
      const [kind, number] = splitOnce(value)
      return { kind, number }
    }),
  })
  if (Object.keys(facts).length === 0) return undefined
  return { ...facts, names, subject: row('subject') ?? 'person' }
}

function nameOf(row: Row): object[] {
  const full = row('name')
  if (full === undefined) return []
  return [present({ ...withScript(full, 'primary'), given: row('given_name'), family: row('family_name') })]
}

function withScript(full: string, kind: string): object {
  return present({ full, kind, script: scriptOf(full) })
}

/** `1979`, `1979-03`, `1979-03-02`; `~1979` is approximate. */
function birthDateOf(value: string): object {
  return value.startsWith('~') ? { date: value.slice(1), approximate: true } : { date: value }
}

/** `XA`, `XA:Port Velan` or `Port Velan`. */
function placeOf(value: string): object {
  const [, country, locality] = /^([A-Z]{2})(?::\s*(.*))?$/.exec(value) ?? []
  if (country === undefined) return { locality: value }
  return present({ country, locality: locality === '' ? undefined : locality })
}

/** `passport:XA:P0000001`; the country may be empty: `passport::P0000001`. */
function numberOf(value: string): object {
  const [kind, rest] = splitOnce(value)
  const [country, number] = splitOnce(rest ?? '')
  return present({ kind, country: country === '' ? undefined : country, number })
}

function splitOnce(value: string): [before: string, after: string | undefined] {
  const at = value.indexOf(':')
  return at === -1 ? [value, undefined] : [value.slice(0, at).trim(), value.slice(at + 1).trim()]
}
