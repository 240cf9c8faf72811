import type { Jurisdiction } from './jurisdictions.ts'

/** A sign-in of the demo. In production people sign in with their own authority. */
export type DemoUser = {
  readonly user: string
  readonly password: string
  readonly roles: readonly string[]
  readonly jurisdiction: string
  readonly authority: string
}

const ROLES = {
  analyst: 'analyst',
  supervisor: 'supervisor',
  border: 'border-officer',
  liaison: 'liaison-officer',
  protection: 'protection-officer',
  auditor: 'auditor',
  admin: 'administrator',
} as const

/** One user per role: `xa-analyst`, `xa-supervisor`, `xa-border` and so on. */
export function demoUsers(jurisdiction: Jurisdiction, newPassword: () => string): readonly DemoUser[] {
  return Object.entries(ROLES).map(([name, role]) => ({
    user: `${jurisdiction.code.toLowerCase()}-${name}`,
    password: newPassword(),
    roles: [role],
    jurisdiction: jurisdiction.code,
    authority: authorityOf(jurisdiction, role),
  }))
}

function authorityOf({ name, authority }: Jurisdiction, role: string): string {
  if (role === 'border-officer') return `Border Guard of ${name}`
  if (role === 'auditor') return `Data Protection Authority of ${name}`
  return authority
}
