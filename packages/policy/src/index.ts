export type { Agreement } from './agreement.ts'
export {
  decideAccess,
  purposesFor,
  type AccessAct,
  type AccessDecision,
  type AccessRequest,
} from './decide-access.ts'
export { decideRecipients, type OutgoingAlert, type RecipientDecision } from './decide-recipients.ts'
