import type { Executor } from '@crosswatch/database'
import { packFrames, parseEnvelope } from '@crosswatch/protocol'
import { peersOf, type ExchangeContext } from '../context.ts'
import { messagesOf, type StoredEntry } from '../feed/publish.ts'
import { readEntries, readHeadEnvelopes } from '../store/feeds.ts'
import {
  encodeQuestion,
  EntriesQuestion,
  HeadsQuestion,
  type Operation,
  operations,
  questionSubject,
  readAs,
} from './questions.ts'

const readEntriesQuestion = readAs(EntriesQuestion)
const readHeadsQuestion = readAs(HeadsQuestion)

/** Entries read for one answer; as many of them as fit a message are sent. */
const entriesAtMost = 256

/**
 * Answers the questions of the other members from the database, the record: their streams may have lost anything.
 *
 * One subscription for each peer, since a wildcard would not reach a leaf that may only publish as itself; and for each
 * operation, since the audit service answers others on the same subjects.
 */
export function answerPeers(context: ExchangeContext): Disposable {
  const subscriptions = peersOf(context).flatMap((peer) =>
    operations.map((operation) =>
      context.bus.respond(questionSubject(context.jurisdiction, peer, operation), (question) =>
        answer(context, operation, question),
      ),
    ),
  )
  return {
    [Symbol.dispose]() {
      for (const subscription of subscriptions) subscription[Symbol.dispose]()
    },
  }
}

/** An unreadable question gets an answer without entries: whoever asks learns nothing, and does not wait. */
async function answer(
  { connection }: ExchangeContext,
  operation: Operation,
  question: Uint8Array,
): Promise<Uint8Array> {
  if (operation === 'heads' && readHeadsQuestion(question)) {
    const heads = await readHeadEnvelopes(connection.db)
    return encodeQuestion({
      v: 1,
      heads: heads.map(({ issuer, seq, envelope }) => ({ issuer, seq, envelope: parseEnvelope(envelope) })),
    })
  }
  const wanted = operation === 'entries' ? readEntriesQuestion(question) : undefined
  if (wanted === undefined) return packFrames([])
  return packFrames(await heldEntries(connection.db, wanted))
}

/**
 * The entries after a place that can be passed on, as many as fit a message: up to the first one of which this node kept the header
 * only, since it was not addressed, or since what was in it is erased. Whoever has asked everyone for it asks for headers too.
 */
export async function heldEntries(
  executor: Executor,
  { issuer, after, bare: headersToo }: Omit<EntriesQuestion, 'v'>,
): Promise<readonly StoredEntry[]> {
  const entries = await readEntries(executor, issuer, after, entriesAtMost)
  const bare = entries.findIndex(({ body }) => body === undefined)
  const [message = []] = messagesOf(bare === -1 || headersToo ? entries : entries.slice(0, bare))
  return message
}
