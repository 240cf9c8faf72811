export { startFederation, type Federation, type FederationOptions } from './federation.ts'
export type { FederationDescription, NodeDescription } from './description.ts'
