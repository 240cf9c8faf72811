import { createFeedKeys, CryptoError, openDocument, readKeyEvent } from '@crosswatch/crypto'
import { feedEntryDocument, FormatError, unpackMessage, type JurisdictionCode } from '@crosswatch/protocol'
import { ownerOf, peersOf, type ExchangeContext } from '../context.ts'
import type { FeedStates } from '../feed/states.ts'
import type { TakeEntries } from '../ingest/take-entries.ts'
import { encodeQuestion, HeadsAnswer, questionSubject, readAs } from './questions.ts'

/** How long a peer has for an answer. */
const patienceMs = 5_000

/** Brings in what the stream lost: asks the issuer, then anyone who holds the entries. */
export interface CatchUp {
  /** Somebody says that this feed goes up to `seq`. */
  note(issuer: JurisdictionCode, seq: number): void
  /** Asks every peer how far the feeds go. @returns how many answered */
  askHeads(): Promise<number>
  /** Fetches what is missing of every feed that is behind. @returns whether anything came */
  fetchMissing(options?: { readonly ownFeed: boolean }): Promise<boolean>
  /** Entries known to exist and not held, by issuer. */
  missing(): ReadonlyMap<JurisdictionCode, number>
}

const readHeads = readAs(HeadsAnswer)

export function createCatchUp(context: ExchangeContext, states: FeedStates, take: TakeEntries): CatchUp {
  const announced = new Map<JurisdictionCode, number>()
  const self = context.jurisdiction

  function note(issuer: JurisdictionCode, seq: number): void {
    if (context.federation.members.has(issuer))
      announced.set(issuer, Math.max(seq, announced.get(issuer) ?? 0))
  }

  const isBehind = (issuer: JurisdictionCode) => (announced.get(issuer) ?? 0) > states.get(issuer).head.seq

  async function ask(
    peer: JurisdictionCode,
    operation: 'entries' | 'heads',
    question: Uint8Array,
  ): Promise<Uint8Array | undefined> {
    try {
      return await context.bus.request(questionSubject(peer, self, operation), question, {
        timeoutMs: patienceMs,
      })
    } catch {
      // A peer that is away now is asked again later; another may hold the same entries.
      return undefined
    }
  }

  async function fetchFrom(
    peer: JurisdictionCode,
    issuer: JurisdictionCode,
    ownFeed: boolean,
  ): Promise<boolean> {
    let progress = false
    while (isBehind(issuer)) {
      const after = states.get(issuer).head.seq
      const answer = await ask(peer, 'entries', encodeQuestion({ v: 1, issuer, after }))
      const frames = answer && framesOf(answer)
      if (frames === undefined || frames.length === 0) return progress
      await take([{ frames, claimedIssuer: issuer, source: `catch-up ${peer}` }], { ownFeed })
      if (states.get(issuer).head.seq <= after) return progress
      progress = true
    }
    return progress
  }

  return {
    note,
    async askHeads() {
      const answers = await Promise.all(
        peersOf(context).map((peer) => ask(peer, 'heads', encodeQuestion({ v: 1 }))),
      )
      const read = answers.flatMap((answer) => (answer && readHeads(answer)) ?? [])
      for (const head of read.flatMap(({ heads }) => heads)) {
        // What somebody says of this node's own feed would keep it from signing: it counts only if this node signed it.
        if (head.issuer !== self || isOwn(context, head)) note(head.issuer, head.seq)
      }
      return read.length
    },
    async fetchMissing({ ownFeed } = { ownFeed: false }) {
      let progress = false
      for (const issuer of announced.keys()) {
        if (issuer === self && !ownFeed) continue
        const others = peersOf(context).filter((peer) => peer !== issuer)
        for (const peer of issuer === self ? others : [issuer, ...others]) {
          if (!isBehind(issuer)) break
          if (await fetchFrom(peer, issuer, ownFeed)) progress = true
        }
      }
      return progress
    },
    missing: () =>
      new Map(
        [...announced].map(([issuer, seq]) => [issuer, Math.max(0, seq - states.get(issuer).head.seq)]),
      ),
  }
}

/** Whether a header stands where it is said to stand and bears the signature of one of this node's own keys. */
function isOwn(
  { federation, jurisdiction, keys }: ExchangeContext,
  head: HeadsAnswer['heads'][number],
): boolean {
  const owner = ownerOf({ federation }, jurisdiction)
  if (owner === undefined) return false
  try {
    const own = createFeedKeys()
    for (const statement of keys.statements) own.learn(readKeyEvent(statement, owner), 1)
    const { value } = openDocument(feedEntryDocument, head.envelope, (keyid) => own.everSigned(keyid))
    return value.issuer === jurisdiction && value.federation === federation.name && value.seq === head.seq
  } catch (error) {
    if (error instanceof CryptoError || error instanceof FormatError) return false
    throw error
  }
}

function framesOf(answer: Uint8Array) {
  try {
    const message = unpackMessage(answer)
    return message.kind === 'entries' ? message.frames : undefined
  } catch (error) {
    if (error instanceof FormatError) return undefined
    throw error
  }
}
