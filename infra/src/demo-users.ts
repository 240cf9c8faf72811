import type { Jurisdiction } from './jurisdictions.ts'

/** A sign-in of the demo. In production people sign in with their own authority. */
export type DemoUser = {
  readonly user: string
  readonly password: string
  readonly roles: readonly string[]
  readonly jurisdiction: string
  readonly authority: string
  readonly posts: readonly [string]
  /** An invented officer. The node keeps keyed hashes of it, so that a look for their own or a colleague's name is noticed. */
  readonly person: { readonly names: readonly [string]; readonly birthDate: string }
}

/** Where everybody of the demo works: at this machine. */
export const demoPost = { post: 'Central office', networks: ['127.0.0.0/8', '::1/128'] }

const ROLES = {
  analyst: 'analyst',
  supervisor: 'supervisor',
  border: 'border-officer',
  liaison: 'liaison-officer',
  protection: 'protection-officer',
  auditor: 'auditor',
  admin: 'administrator',
} as const

const GIVEN_NAMES = ['Ilvana', 'Tomir', 'Sorela', 'Bastian', 'Neridana', 'Kasimo', 'Odelia'] as const
const SURNAMES = ['Marenko', 'Velistra', 'Ordunai', 'Kestering', 'Palovic'] as const

/** One user per role: `xa-analyst`, `xa-supervisor`, `xa-border` and so on. */
export function demoUsers(jurisdiction: Jurisdiction, newPassword: () => string): readonly DemoUser[] {
  return Object.entries(ROLES).map(([name, role], place) => ({
    user: `${jurisdiction.code.toLowerCase()}-${name}`,
    password: newPassword(),
    roles: [role],
    jurisdiction: jurisdiction.code,
    authority: authorityOf(jurisdiction, role),
    posts: [demoPost.post],
    person: personOf(jurisdiction, place),
  }))
}

function personOf({ code }: Jurisdiction, place: number): DemoUser['person'] {
  const node = code.charCodeAt(1)
  const given = GIVEN_NAMES[place % GIVEN_NAMES.length] ?? GIVEN_NAMES[0]
  const surname = SURNAMES[(node + place) % SURNAMES.length] ?? SURNAMES[0]
  return { names: [`${given} ${surname}`], birthDate: `${1970 + place * 3}-0${1 + (node % 9)}-1${place}` }
}

function authorityOf({ name, authority }: Jurisdiction, role: string): string {
  if (role === 'border-officer') return `Border Guard of ${name}`
  if (role === 'auditor') return `Data Protection Authority of ${name}`
  return authority
}
