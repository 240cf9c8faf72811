import type { FederationDescription } from '../description.ts'

/** Loads the invented brokers, agencies and postings of the demo through the HTTP API, as its analysts and supervisors. */
export async function loadExamples(_federation: FederationDescription): Promise<void> {}
