import { oneOf } from './scalars.ts'

/** Why an officer looks. A closed list: an unknown purpose is refused. */
export const purposes = [
  'border-check',
  'pre-departure-screening',
  'labour-inspection',
  'criminal-investigation',
  'licensing-check',
  'job-offer-check',
  'alert-management',
  'oversight',
  'administration',
] as const
export type Purpose = (typeof purposes)[number]
export const Purpose = oneOf(purposes, { description: 'Why the officer looks' })

/** What kind of officer somebody is. One person can hold several roles. */
export const roles = [
  'analyst',
  'supervisor',
  'border-officer',
  'liaison-officer',
  'protection-officer',
  'auditor',
  'administrator',
] as const
export type Role = (typeof roles)[number]
export const Role = oneOf(roles, { description: 'What the officer is entitled to as' })

/**
 * What an officer acts as, beside their roles, while break-glass granted by a second person is in force. It stands in
 * records and policies; no account and no token has it.
 */
export const breakGlassRole = 'break-glass'
export const actingRoles = [...roles, breakGlassRole] as const
export type ActingRole = (typeof actingRoles)[number]
export const ActingRole = oneOf(actingRoles, { description: 'What the officer acts as' })

/** Header of a request that is made under break-glass; its value is `yes`. */
export const breakGlassHeader = 'x-break-glass'

/**
 * What somebody wants to do with alerts, or beside them: with survivors' consents, with agreements, with break-glass, or as one who
 * watches over the others.
 */
export const accessActs = [
  'query',
  'view',
  'read',
  'write',
  'decide',
  'confirm',
  'follow',
  'correspond',
  'count',
  'flag',
  'dispute',
  'vouch',
  'clear',
  'ask',
  'request',
  'grant',
  'replay',
  'browse',
  'protect',
  'consult',
  'propose',
  'sign',
  'stop',
  'trace',
  'monitor',
  'inspect',
  'oversee',
  'explain',
  'compare',
] as const
export type AccessAct = (typeof accessActs)[number]
