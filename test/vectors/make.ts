import { accessRecordVectors } from './make/access-record.ts'
import { agreementVectors } from './make/agreement.ts'
import { canonicalVectors } from './make/canonical.ts'
import { channelVectors } from './make/channel.ts'
import { compartmentVectors } from './make/compartment.ts'
import { dsseVectors } from './make/dsse.ts'
import { federationVectors } from './make/federation.ts'
import { feedEntryVectors } from './make/feed-entry.ts'
import { makeFeed } from './make/feed.ts'
import { writeVectors, type VectorFile } from './make/files.ts'
import { followUpVectors } from './make/follow-up.ts'
import { standingVectors } from './make/standing.ts'
import { fixRandomness } from './make/fixed-randomness.ts'
import { heartbeatVectors } from './make/heartbeat.ts'
import { keyFileVectors } from './make/key-file.ts'
import { keyStatementVectors } from './make/key-statements.ts'
import { receiptVectors } from './make/receipt.ts'
import { releaseVectors } from './make/release.ts'
import { sealedBodyVectors } from './make/sealed-body.ts'

/** Writes every file of vectors: `node infra/setup.mjs test/vectors/make.ts`. The same code writes the same files. */
fixRandomness('feed')
const feed = makeFeed()
const makers: Record<string, () => VectorFile | Promise<VectorFile>> = {
  'feed-entry': () => feedEntryVectors(feed),
  heartbeat: () => heartbeatVectors(feed),
  compartment: () => compartmentVectors(feed.alert),
  'sealed-body': () => sealedBodyVectors(feed.alert),
  channel: channelVectors,
  canonical: canonicalVectors,
  dsse: dsseVectors,
  'key-statements': keyStatementVectors,
  federation: federationVectors,
  'key-file': keyFileVectors,
  'access-record': accessRecordVectors,
  receipt: receiptVectors,
  agreement: agreementVectors,
  'follow-up': followUpVectors,
  standing: standingVectors,
  release: releaseVectors,
}
for (const [name, make] of Object.entries(makers)) {
  fixRandomness(name)
  writeVectors(name, await make())
}
