import { packFrames, parseEnvelope } from '@crosswatch/protocol'
import { peersOf, type ExchangeContext } from '../context.ts'
import { messagesOf } from '../feed/publish.ts'
import { readEntries, readHeadEnvelopes } from '../store/feeds.ts'
import { encodeQuestion, EntriesQuestion, HeadsQuestion, readAs } from './questions.ts'

const readEntriesQuestion = readAs(EntriesQuestion)
const readHeadsQuestion = readAs(HeadsQuestion)

/** Entries read for one answer; as many of them as fit a message are sent. */
const entriesAtMost = 256

/**
 * Answers the questions of the other members from the database, the record: their streams may have lost anything.
 *
 * One subscription for each peer, since a wildcard would not reach a leaf that may only publish as itself.
 */
export function answerPeers(context: ExchangeContext): Disposable {
  const subscriptions = peersOf(context).map((peer) =>
    context.bus.respond(`xw.req.${context.jurisdiction}.${peer}.>`, (question, subject) =>
      answer(context, subject.split('.').at(-1) ?? '', question),
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
  operation: string,
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
  const entries = await readEntries(connection.db, wanted.issuer, wanted.after, entriesAtMost)
  const [message = []] = messagesOf(entries)
  return packFrames(message)
}
