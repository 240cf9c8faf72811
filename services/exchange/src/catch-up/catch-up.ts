import { createFeedKeys, CryptoError, openDocument, readKeyEvent } from '@crosswatch/crypto'
import {
  feedEntryDocument,
  FormatError,
  unpackMessage,
  envelopePayload,
  headerHash,
  toHex,
  type Frame,
  type JurisdictionCode,
} from '@crosswatch/protocol'
import { ownerOf, peersOf, type ExchangeContext } from '../context.ts'
import type { FeedStates } from '../feed/states.ts'
import { Refusal } from '../ingest/refusal.ts'
import type { TakeEntries } from '../ingest/take-entries.ts'
import { readEntry } from '../ingest/verify-entry.ts'
import { readHashes } from '../store/feeds.ts'
import { encodeQuestion, HeadsAnswer, questionSubject, readAs } from './questions.ts'

/** How long a peer has for an answer. */
const patienceMs = 5_000

/** Answers that are compared at most to find where two copies of a feed part, and for how long in one turn, of all feeds. */
const answersAtMost = 32
const comparedForMs = 15_000

/** Brings in what the stream lost: asks the issuer, then anyone who holds the entries. */
export interface CatchUp {
  /** Somebody says that this feed goes up to `seq`. */
  note(issuer: JurisdictionCode, seq: number): void
  /** Asks every peer how far the feeds go. */
  askHeads(): Promise<Heads>
  /**
   * Fetches what is missing of every feed that is behind: whole, or, where nothing of the feed was addressed to this node yet, by the
   * header if nobody has the whole.
   *
   * @returns whether anything came
   */
  fetchMissing(options?: FetchOptions): Promise<boolean>
  /** Entries known to exist and not held, by issuer. */
  missing(): ReadonlyMap<JurisdictionCode, number>
}

export interface Heads {
  /** How many peers answered. */
  readonly answered: number
  /** Up to where every one of these has this node's own feed. */
  readonly ownUpTo: number
}

export interface FetchOptions {
  /** Its own feed too, while this node reads it back. */
  readonly ownFeed?: boolean
  /** Of that also headers: if nobody who could have an entry whole is away; or in any case. */
  readonly ownHeaders?: 'none' | 'when-all-answer' | 'in-any-case'
}

/** Entries of a feed; `bare`: by their headers. */
interface Wanted {
  readonly issuer: JurisdictionCode
  readonly ownFeed: boolean
  readonly bare?: boolean
}

const readHeads = readAs(HeadsAnswer)

export function createCatchUp(context: ExchangeContext, states: FeedStates, take: TakeEntries): CatchUp {
  const announced = new Map<JurisdictionCode, number>()
  const self = context.jurisdiction
  /** Feeds of which somebody holds something else than this node, at a place that is taken here. */
  const contested = new Set<JurisdictionCode>()
  /** Of each feed the entry that was judged last for a place that is taken: once is enough. */
  const judged = new Map<JurisdictionCode, string>()
  /** Who gave no answer the last time that it was asked for entries. */
  const away = new Set<JurisdictionCode>()

  function note(issuer: JurisdictionCode, seq: number): void {
    if (context.federation.members.has(issuer))
      announced.set(issuer, Math.max(seq, announced.get(issuer) ?? 0))
  }

  const isBehind = (issuer: JurisdictionCode) => (announced.get(issuer) ?? 0) > states.get(issuer).head.seq

  async function storedHash(issuer: JurisdictionCode, seq: number): Promise<string | undefined> {
    const stored = (await readHashes(context.connection.db, issuer, [seq])).get(seq)
    return stored && toHex(stored)
  }

  /** Notes a head that stands at a place which another entry has here. */
  async function contest({ issuer, seq, envelope }: HeadsAnswer['heads'][number]): Promise<void> {
    if (issuer === self || !context.federation.members.has(issuer)) return
    const { head } = states.get(issuer)
    if (seq === 0 || seq > head.seq) return
    const own = seq === head.seq ? head.hash : await storedHash(issuer, seq)
    if (own !== undefined && own !== headerHash(envelopePayload(envelope))) contested.add(issuer)
  }

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

  /** Asks one peer for what follows of a feed, as long as it has more. */
  async function fetchFrom(peer: JurisdictionCode, { issuer, ownFeed }: Wanted): Promise<boolean> {
    let progress = false
    while (isBehind(issuer) && (await fetchOnce(peer, { issuer, ownFeed }))) progress = true
    return progress
  }

  async function fetchOnce(
    peer: JurisdictionCode,
    { issuer, ownFeed, bare = false }: Wanted,
  ): Promise<boolean> {
    const after = states.get(issuer).head.seq
    const question = encodeQuestion({ v: 1, issuer, after, ...(bare && { bare }) })
    const answer = await ask(peer, 'entries', question)
    if (answer === undefined) away.add(peer)
    const frames = (answer && framesOf(answer)) ?? []
    // One header and no more: of the next entry somebody else may have the whole.
    const taken = bare ? frames.slice(0, 1).filter((frame) => issuer === self || headerDoes(frame)) : frames
    if (taken.length === 0) return false
    await take([{ frames: taken, claimedIssuer: issuer, source: `catch-up ${peer}` }], { ownFeed, bare })
    return states.get(issuer).head.seq > after
  }

  /** Entries that one of them has whole. */
  async function fetchWhole(peers: readonly JurisdictionCode[], wanted: Wanted): Promise<boolean> {
    let progress = false
    for (const peer of peers) if (isBehind(wanted.issuer) && (await fetchFrom(peer, wanted))) progress = true
    return progress
  }

  /**
   * Looks for the first entry in which a peer's copy of a feed differs from what is held here, and has it judged. Where a root has taken
   * back what a thief signed, the entry that says so stands at a place that is taken here, and is never asked for as what follows.
   *
   * @param deadline when to give up: a peer decides itself how slowly it answers
   * @returns whether the feed goes on from there now
   */
  async function fetchBranch(
    peer: JurisdictionCode,
    issuer: JurisdictionCode,
    deadline: number,
  ): Promise<boolean> {
    const { seq, hash } = states.get(issuer).head
    // The copies are the same up to `same`, and not after `other`.
    let [same, other] = [0, seq]
    for (let asked = 0; same < other && asked < answersAtMost && performance.now() < deadline; asked++) {
      // It is late in the feed, or anywhere.
      const after = asked < 5 ? Math.max(same, other - 16 ** asked) : Math.floor((same + other) / 2)
      const copy = await compareCopy(peer, issuer, after)
      if (copy === undefined) return false
      if (copy.other !== undefined && (copy.begins || after === same)) {
        if (judged.get(issuer) === copy.other.hash) return false
        judged.set(issuer, copy.other.hash)
        const frames = [copy.other.frame]
        await take([{ frames, claimedIssuer: issuer, source: `catch-up ${peer}` }])
        return states.get(issuer).head.hash !== hash
      }
      if (copy.begins && copy.last >= seq) return false
      if (copy.begins) same = copy.last
      else if (after === same) return false
      else other = after
    }
    return false
  }

  async function fetchOtherBranch(
    peers: readonly JurisdictionCode[],
    issuer: JurisdictionCode,
    deadline: number,
  ): Promise<boolean> {
    for (const peer of peers) {
      if (away.has(peer) || !(await fetchBranch(peer, issuer, deadline))) continue
      // How far the branch went that was taken back, says nothing about this one.
      announced.set(issuer, states.get(issuer).head.seq)
      return true
    }
    return false
  }

  /** Holds the entries after a place, as a peer has them, against those that are held here. Nothing if it gives no answer. */
  async function compareCopy(peer: JurisdictionCode, issuer: JurisdictionCode, after: number) {
    const answer = await ask(peer, 'entries', encodeQuestion({ v: 1, issuer, after, bare: true }))
    if (answer === undefined) return undefined
    const theirs = (framesOf(answer) ?? []).flatMap((frame) => readPlace(frame, issuer))
    const places = theirs.map((place) => place.seq)
    const held = await readHashes(context.connection.db, issuer, places)
    const differs = ({ seq, hash }: Place) => {
      const own = held.get(seq)
      return own !== undefined && toHex(own) !== hash
    }
    const [first] = theirs
    return {
      /** Whether they begin with what is held here. */
      begins: first !== undefined && first.seq === after + 1 && !differs(first),
      /** The first that differs. */
      other: theirs.find(differs),
      last: theirs.at(-1)?.seq ?? after,
    }
  }

  /** The header of the next entry, from the first that has it. */
  async function fetchHeader(peers: readonly JurisdictionCode[], wanted: Wanted): Promise<boolean> {
    for (const peer of peers) {
      if (isBehind(wanted.issuer) && (await fetchOnce(peer, { ...wanted, bare: true }))) return true
    }
    return false
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
        await contest(head)
      }
      const ownAt = read.map(({ heads }) =>
        Math.max(
          0,
          ...heads.flatMap((head) => (head.issuer === self && isOwn(context, head) ? head.seq : [])),
        ),
      )
      return { answered: read.length, ownUpTo: Math.min(...ownAt) }
    },
    async fetchMissing({ ownFeed = false, ownHeaders = 'none' } = {}) {
      let progress = false
      const deadline = performance.now() + comparedForMs
      for (const issuer of announced.keys()) {
        if (issuer === self && !ownFeed) continue
        const others = peersOf(context).filter((peer) => peer !== issuer)
        const peers = issuer === self ? others : [issuer, ...others]
        const wanted = { issuer, ownFeed }
        const ownHeadersDo = () =>
          ownHeaders === 'in-any-case' || (ownHeaders === 'when-all-answer' && away.size === 0)
        const headersDo = () => (issuer === self ? ownHeadersDo() : states.get(issuer).channels.length === 0)
        const goesOn = async () => {
          if (isBehind(issuer) && headersDo() && (await fetchHeader(peers, wanted))) return true
          const elsewhere = contested.delete(issuer) || isBehind(issuer)
          return issuer !== self && elsewhere && (await fetchOtherBranch(peers, issuer, deadline))
        }
        for (let more = true; more;) {
          away.clear()
          if (await fetchWhole(peers, wanted)) progress = true
          more = await goesOn()
          if (more) progress = true
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

interface Place {
  readonly seq: number
  readonly hash: string
  readonly frame: Frame
}

/** Where an entry of this feed stands, if it can be read. */
function readPlace(frame: Frame, issuer: JurisdictionCode): Place[] {
  try {
    const { header, hash } = readEntry(frame)
    return header.issuer === issuer ? [{ seq: header.seq, hash, frame }] : []
  } catch (error) {
    if (error instanceof Refusal) return []
    throw error
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

/** Whether a header of another's feed can count by itself: those of keys and channels never do, and are waited for whole. */
function headerDoes(frame: Frame): boolean {
  try {
    return frame.body !== undefined || readEntry(frame).header.class === 'sealed'
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    // Refused, and put on record, by whoever takes entries in.
    return true
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
