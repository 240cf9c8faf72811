import { accessRecordVectors } from './make/access-record.ts'
import { agreementVectors } from './make/agreement.ts'
import { canonicalVectors } from './make/canonical.ts'
import { channelVectors } from './make/channel.ts'
import { compartmentVectors } from './make/compartment.ts'
import { dsseVectors } from './make/dsse.ts'
import { federationVectors } from './make/federation.ts'
import { feedEntryVectors } from './make/feed-entry.ts'
import { makeFeed } from './make/feed.ts'
import { writeVectors } from './make/files.ts'
import { followUpVectors } from './make/follow-up.ts'
import { fixRandomness } from './make/fixed-randomness.ts'
import { heartbeatVectors } from './make/heartbeat.ts'
import { keyFileVectors } from './make/key-file.ts'
import { keyStatementVectors } from './make/key-statements.ts'
import { receiptVectors } from './make/receipt.ts'
import { releaseVectors } from './make/release.ts'
import { sealedBodyVectors } from './make/sealed-body.ts'

/** Writes every file of vectors: `node infra/setup.mjs test/vectors/make.ts`. The same code writes the same files. */
fixRandomness()
const feed = makeFeed()
writeVectors('feed-entry', feedEntryVectors(feed))
writeVectors('heartbeat', heartbeatVectors(feed))
writeVectors('compartment', compartmentVectors(feed.alert))
writeVectors('sealed-body', sealedBodyVectors(feed.alert))
writeVectors('channel', channelVectors())
writeVectors('canonical', canonicalVectors())
writeVectors('dsse', dsseVectors())
writeVectors('key-statements', keyStatementVectors())
writeVectors('federation', federationVectors())
writeVectors('key-file', await keyFileVectors())
writeVectors('access-record', accessRecordVectors())
writeVectors('receipt', receiptVectors())
writeVectors('agreement', agreementVectors())
writeVectors('follow-up', followUpVectors())
writeVectors('release', releaseVectors())
