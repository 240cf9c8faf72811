import { randomInt } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { type Federation, verifyMlDsa, verifySignature } from '@crosswatch/crypto'
import type { Connection } from '@crosswatch/database'
import { type Clock, ServiceError } from '@crosswatch/protocol'
import { startLoop } from '@crosswatch/service-kit'
import {
  type AddCheckpointHandler,
  createWitness,
  membersNeeded,
  membersPolicy,
  type NoteSigner,
  type NoteVerifier,
  parseVerifierKey,
  policyVerifier,
  type QuorumRule,
  type WitnessPolicy,
} from '@crosswatch/transparency'
import type { LogKey } from '../log-key.ts'
import { readLogState } from '../log-state.ts'
import {
  beginWitnessing,
  endWitnessing,
  noteCosigners,
  readAllWitnessed,
  readCosigned,
  replaceCosigned,
  witnessStore,
} from '../store/witness-store.ts'
import { collectCosignatures, type Cosigner } from './collect.ts'
import { createEvidenceBook, type EvidenceBook } from './evidence.ts'
import { askOverHttp } from './http-witness.ts'
import { loadMembers, type LogMembers } from './members.ts'
import { compareOwnLog, proveInclusions, proveSizes } from './own-log.ts'
import { signingPermission } from './permission.ts'
import type { PeerLink } from './peers.ts'
import { headsAnswer } from './questions.ts'
import { createSuspicions, type Suspicion } from './suspicions.ts'
import { watchOthers } from './watch-others.ts'

export interface WitnessingOptions {
  readonly connection: Pick<Connection, 'db'>
  readonly federation: Federation
  readonly jurisdiction: string
  readonly key: LogKey
  /** Cosign the logs of the others. */
  readonly cosigners: readonly NoteSigner[]
  readonly link: PeerLink
  readonly rule: QuorumRule
  /** Seconds without a quorum after which disclosures stop. */
  readonly staleAfter: number
  readonly clock: Clock
  readonly events: WitnessingEvents
  readonly timing?: Partial<WitnessingTiming>
}

export interface WitnessingTiming {
  /** How often a log that does not grow is confirmed anew. */
  readonly confirmMs: number
  /** Pause between two rounds of asking for cosignatures. */
  readonly pauseMs: number
  /** How often what others hold is compared. */
  readonly gossipMs: number
}

/** What an operator must hear of. Origins of logs and codes of jurisdictions only. */
export interface WitnessingEvents {
  caught(origin: string): void
  disagrees(witness: string): void
  failed(part: string, error: unknown): void
  cosigned(seconds: number): void
}

/** This node as a witness of the others, and the others as witnesses of this node. */
export interface Witnessing extends AsyncDisposable {
  readonly addCheckpoint: AddCheckpointHandler
  readonly evidence: EvidenceBook
  /** @throws {ServiceError} while this node must not sign */
  readonly checkSigning: () => void
  /** The log has grown. */
  grown(): void
  /** The policy by which others judge this log, as far as the keys are known. */
  policy(): Promise<WitnessPolicy | undefined>
  /** What is held of the others' logs and does not fit, for longer than a witness may lag. */
  unsettled(): readonly string[]
  status(): Promise<
    | {
        readonly stale: boolean
        readonly ageSeconds: number
        /** By how many seconds this node's clock is ahead of its witnesses'. */
        readonly clockAhead: number
        readonly size: bigint
      }
    | undefined
  >
}

const standardTiming: WitnessingTiming = { confirmMs: 30_000, pauseMs: 1_000, gossipMs: 15_000 }

/** A federation of any size is gone through a few peers at a time. */
const peersAtOnce = 8
/** How long keys are believed to be the newest; less while a member has published none. */
const membersForMs = 30_000
const incompleteMembersForMs = 1_000
/** How soon a witness that has not answered since the start is asked again. */
const impatienceMs = 1_000
/** A log that is away cannot prove anything: that alone is no alarm. */
const unsettledAfterMs = 30_000

export function createWitnessing(options: WitnessingOptions): Witnessing & { start(): Promise<void> } {
  const { connection, federation, jurisdiction, key, cosigners, link, rule, clock, events } = options
  const { db } = connection
  // A log that does not grow is confirmed often enough not to count as stale.
  const confirmMs = Math.min(standardTiming.confirmMs, (options.staleAfter * 1000) / 3)
  const timing = { ...standardTiming, confirmMs, ...options.timing }
  const stack = new AsyncDisposableStack()
  const stopping = new AbortController()
  const permission = signingPermission(membersNeeded(rule, link.peers.length))
  const sizes = new Map<string, bigint>()

  let known: { readonly members: LogMembers; readonly at: number; readonly forMs: number } | undefined
  async function members(): Promise<LogMembers> {
    // Not by the clock, which may stand still.
    const now = performance.now()
    if (known !== undefined && now - known.at < known.forMs) return known.members
    const loaded = await loadMembers(db, federation, clock())
    const complete = [...loaded.values()].every(
      ({ logKeys, witnessKeys }) => logKeys.length * witnessKeys.length > 0,
    )
    known = { members: loaded, at: now, forMs: complete ? membersForMs : incompleteMembersForMs }
    return loaded
  }

  async function everyKeyOf(origin: string): Promise<readonly NoteVerifier[]> {
    const certified = (await members()).get(origin)?.everyLogKey ?? []
    return origin === key.origin ? [...certified, key.verifier] : certified
  }

  const evidence = createEvidenceBook({
    db,
    keysOf: everyKeyOf,
    onCaught: (origin) => events.caught(origin),
  })
  /** The logs of others; a log that was caught has no keys any more. */
  async function logOf(origin: string) {
    const log = (await members()).get(origin)
    if (log === undefined || log.jurisdiction === jurisdiction) return undefined
    return evidence.against.has(origin) ? { ...log, logKeys: [] } : log
  }

  const others = watchOthers({
    db,
    logOf,
    evidence,
    proofs: (peer, asked) => link.proofs(peer, asked),
    now: clock,
  })
  const suspicions = createSuspicions()
  const addCheckpoint = createWitness({
    store: witnessStore(db),
    logOf,
    signers: cosigners,
    onSuspicion: (origin, note) => {
      suspicions.add({ origin, note })
      gossiping?.wake()
    },
  })

  async function policy(): Promise<WitnessPolicy | undefined> {
    const all = [...(await members()).values()]
    return membersPolicy(
      rule,
      all.filter((member) => member.jurisdiction !== jurisdiction),
      key.vkey,
    )
  }

  function askedBy(current: WitnessPolicy): Cosigner[] {
    const states = link.peers.map((peer) => ({
      name: peer,
      keys: current.witnesses.filter(({ name }) => name.startsWith(`${peer}-`)),
      ask: (body: string) => link.addCheckpoint(peer, body),
    }))
    const neutral = rule.neutral.map(({ url, keys }) => ({
      // As its keys name it: where it is reached may change.
      name: keys.map(({ vkey }) => parseVerifierKey(vkey).name)[0] ?? url,
      keys,
      ask: askOverHttp(url, stopping.signal),
    }))
    return [...states.filter(({ keys }) => keys.length > 0), ...neutral]
  }

  let confirmed = { size: -1n, at: 0 }
  async function collect(): Promise<boolean> {
    if (!permission.granted()) return false
    const log = await readLogState(db)
    const due = performance.now() - confirmed.at >= timing.confirmMs
    if (log.size === confirmed.size && !due) return false
    const current = await policy()
    if (current === undefined) return false
    const started = performance.now()
    const collected = await collectCosignatures(db, log, current, askedBy(current), sizes)
    for (const witness of collected.disagree) events.disagrees(witness)
    if (collected.disagree.length > 0) gossiping?.wake()
    // Judged once more as a whole, by the code that verifiers use.
    const verifier = policyVerifier(current, { ed25519: verifySignature, mlDsa: verifyMlDsa })
    if (verifier.open(collected.checkpoint, key.origin, [key.verifier]).quorum) {
      await replaceCosigned(db, { ...collected, size: log.size })
      confirmed = { size: log.size, at: performance.now() }
      events.cosigned((performance.now() - started) / 1000)
    }
    await noteCosigners(db, log.size, collected.asked)
    await delay(timing.pauseMs, undefined, { signal: stopping.signal }).catch(() => {})
    return false
  }

  async function askPeer(peer: string): Promise<void> {
    const answer = await link.heads(peer)
    if (answer === undefined) return
    const ownKeys = await everyKeyOf(key.origin)
    let objection
    for (const note of answer.heads) {
      const finding = await compareOwnLog(db, key.origin, ownKeys, note)
      if (finding.kind === 'forked') await evidence.add(finding.evidence)
      if (finding.kind !== 'true') objection ??= finding.error
      await others.see(note)
    }
    permission.heard(peer, objection)
    for (const text of answer.evidence) await evidence.take(text)
  }

  /** One that cannot be compared now waits for the next turn, and does not keep this one from asking the peers. */
  async function follow(suspicion: Suspicion): Promise<void> {
    try {
      await others.see(suspicion.note)
      suspicions.settle(suspicion)
    } catch (error) {
      events.failed('suspicion', error)
    }
  }

  async function gossip(): Promise<boolean> {
    await evidence.keep()
    await Promise.all(suspicions.waiting().map(follow))
    const chosen = link.peers.length <= peersAtOnce ? link.peers : sample(link.peers)
    await Promise.all(chosen.map(askPeer))
    collecting?.wake()
    if (permission.complete()) return false
    await delay(impatienceMs, undefined, { signal: stopping.signal }).catch(() => {})
    return !stopping.signal.aborted
  }

  let collecting: ReturnType<typeof startLoop> | undefined
  let gossiping: ReturnType<typeof startLoop> | undefined

  return {
    addCheckpoint,
    evidence,
    checkSigning: () => {
      if (evidence.against.has(key.origin)) {
        throw new ServiceError('log-forked', {
          detail: 'there is evidence that its key has signed two histories',
        })
      }
      permission.check()
    },
    grown: () => collecting?.wake(),
    policy,
    unsettled: () =>
      others
        .divergences()
        .filter(({ since }) => clock().getTime() - since.getTime() >= unsettledAfterMs)
        .map(({ origin }) => origin),
    async status() {
      const row = await readCosigned(db)
      if (row === undefined) return undefined
      const { ageSeconds, staleAfter, clockAhead, size } = row
      return { stale: ageSeconds > staleAfter, ageSeconds, clockAhead, size }
    },
    async start() {
      const needed = membersNeeded(rule, link.peers.length) > 0 || rule.neutral.length > 0
      await evidence.load()
      await (needed ? beginWitnessing(db, options.staleAfter) : endWitnessing(db))
      stack.use(
        link.answer({
          addCheckpoint,
          heads: async () =>
            headsAnswer({
              heads: (await readAllWitnessed(db)).map(({ checkpoint }) => checkpoint),
              evidence: (await evidence.all()).map((one) => one.evidence),
            }),
          proofs: (asked) => proveSizes(db, asked),
          inclusions: (question) => proveInclusions(db, question),
        }),
      )
      const loop = (part: string, turn: () => Promise<boolean>, everyMs: number) =>
        stack.use(startLoop(turn, { everyMs, onError: (error) => events.failed(part, error) }))
      gossiping = loop('gossip', gossip, timing.gossipMs)
      collecting = loop('collect', collect, Math.min(timing.confirmMs, 5_000))
    },
    async [Symbol.asyncDispose]() {
      stopping.abort()
      await stack.disposeAsync()
    },
  }
}

function sample(peers: readonly string[]): string[] {
  const rest = [...peers]
  return Array.from({ length: peersAtOnce }, () => rest.splice(randomInt(rest.length), 1)).flat()
}
