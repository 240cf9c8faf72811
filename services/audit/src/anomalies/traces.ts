/** One number that was looked for, and the numbers around it. */
export interface NumberTrace {
  readonly number: string
  /** What a thousand numbers in a row have in common. */
  readonly neighbourhood: string
}

/** Digits that are left out of a neighbourhood: passports, licences and phones are counted up at their end. */
const around = 3

/** Numbers shorter than this say too little. */
const shortest = 6

/**
 * The numbers in what an officer asked for: documents, machine-readable zones, licences, phones. Whoever tries numbers one after
 * the other, or at random within a range, stays within few neighbourhoods, however slowly and under however many names.
 */
export function numbersOf(query: Readonly<Record<string, unknown>> | undefined): NumberTrace[] {
  if (query === undefined) return []
  const found = [
    ...numbersIn('document', query['documents']),
    ...numbersIn('registration', query['registrations']),
    ...textsIn(query['phones']).map((phone) => ({ kind: 'phone', text: phone })),
    ...textsIn([query['mrz']]).map((mrz) => ({ kind: 'document', text: documentNumberOf(mrz) })),
  ]
  return found.flatMap(({ kind, text }) => {
    const number = text.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
    if (number.length < shortest) return []
    return [{ number: `${kind} ${number}`, neighbourhood: `${kind} ${number.slice(0, -around)}` }]
  })
}

/**
 * The person in what an officer asked for, by each number and by name and birth date together: a name alone is that of many.
 */
export function personsOf(query: Readonly<Record<string, unknown>> | undefined): string[] {
  if (query === undefined) return []
  const { name, birthDate } = query
  const named =
    typeof name === 'string' && typeof birthDate === 'string' ? [`${wordsOf(name)} ${birthDate}`] : []
  return [...new Set([...numbersOf(query).map(({ number }) => number), ...named])]
}

/** In whatever order, with or without accents: what an accent is taken from stays one word. */
function wordsOf(name: string): string {
  const letters = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
  return (letters.match(/\p{L}+/gu) ?? []).toSorted().join(' ')
}

function numbersIn(kind: string, list: unknown) {
  if (!Array.isArray(list)) return []
  return list.flatMap((one: unknown) => {
    const text: unknown = typeof one === 'object' && one !== null ? Reflect.get(one, 'number') : undefined
    return typeof text === 'string' ? [{ kind, text }] : []
  })
}

function textsIn(list: unknown): string[] {
  return Array.isArray(list) ? list.filter((one: unknown) => typeof one === 'string') : []
}

/** ICAO 9303: nine places at the beginning of the second line, or of three lines behind the first five. */
function documentNumberOf(mrz: string): string {
  const lines = mrz.split('\n')
  return (lines.length === 3 ? lines[0]?.slice(5, 14) : lines[1]?.slice(0, 9)) ?? ''
}
