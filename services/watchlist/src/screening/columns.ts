/** The columns of a list that are read. */
export const columns = [
  'name',
  'surname',
  'given names',
  'other names',
  'birth date',
  'sex',
  'nationality',
  'document',
  'licence',
  'phone',
  'email',
] as const
export type Column = (typeof columns)[number]

/** What lists of workers call them. */
const spellings: Readonly<Record<Column, readonly string[]>> = {
  name: ['full name', 'worker', 'person', 'name of worker'],
  surname: ['last name', 'family name'],
  'given names': ['given name', 'first name', 'first names', 'forename', 'forenames'],
  'other names': ['other name', 'alias', 'aliases', 'also known as'],
  'birth date': ['date of birth', 'dob', 'birthdate', 'birthday', 'born', 'birth year', 'year of birth'],
  sex: ['gender'],
  nationality: ['citizenship', 'country', 'nationality code'],
  document: ['document number', 'document no', 'passport', 'passport number', 'passport no', 'id number'],
  licence: ['license', 'licence number', 'license number', 'registration', 'registration number'],
  phone: ['telephone', 'mobile', 'phone number'],
  email: ['e mail', 'mail', 'email address', 'e mail address'],
}

const byName = new Map<string, Column>(
  columns.flatMap((column) => [column, ...spellings[column]].map((name) => [name, column] as const)),
)

/** The column that a heading means, if it is one that is read. */
export function columnOf(heading: string): Column | undefined {
  const folded = heading
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, ' ')
    .trim()
  return byName.get(folded)
}
