import type { Bus } from '@crosswatch/bus'
import type { JurisdictionCode } from '@crosswatch/protocol'
import type { WitnessReply } from '@crosswatch/transparency'
import {
  encode,
  HeadsAnswer,
  HeadsQuestion,
  InclusionsAnswer,
  InclusionsQuestion,
  ProofsAnswer,
  ProofsQuestion,
  questionSubject,
  readAs,
} from './questions.ts'

/** How long a peer has for an answer. */
const patienceMs = 4_000

/** The other members, over NATS. Whoever does not answer is asked again another time. */
export interface PeerLink {
  readonly peers: readonly JurisdictionCode[]
  addCheckpoint(peer: JurisdictionCode, body: string): Promise<{ status: number; body: string } | undefined>
  heads(peer: JurisdictionCode): Promise<HeadsAnswer | undefined>
  proofs(peer: JurisdictionCode, sizes: readonly string[]): Promise<ProofsAnswer | undefined>
  /** The leaves at places of the peer's own log, with proofs for the tree of a size. */
  inclusions(
    peer: JurisdictionCode,
    question: Omit<InclusionsQuestion, 'v'>,
  ): Promise<InclusionsAnswer | undefined>
  /** Answers their questions, until it is disposed of. */
  answer(answers: PeerAnswers): Disposable
  isConnected(): boolean
  close(): Promise<void>
}

export interface PeerAnswers {
  readonly addCheckpoint: (body: string) => Promise<WitnessReply>
  readonly heads: () => Promise<HeadsAnswer>
  readonly proofs: (sizes: readonly string[]) => Promise<ProofsAnswer>
  readonly inclusions: (question: Omit<InclusionsQuestion, 'v'>) => Promise<InclusionsAnswer>
}

const readHeads = readAs(HeadsAnswer)
const readProofs = readAs(ProofsAnswer)
const readInclusions = readAs(InclusionsAnswer)
const readInclusionsQuestion = readAs(InclusionsQuestion)
const isHeadsQuestion = readAs(HeadsQuestion)
const readProofsQuestion = readAs(ProofsQuestion)

export function peerLink(bus: Bus, self: JurisdictionCode, peers: readonly JurisdictionCode[]): PeerLink {
  async function ask(
    peer: JurisdictionCode,
    operation: Parameters<typeof questionSubject>[2],
    question: Uint8Array,
  ): Promise<Uint8Array | undefined> {
    try {
      return await bus.request(questionSubject(peer, self, operation), question, { timeoutMs: patienceMs })
    } catch {
      return undefined
    }
  }

  return {
    peers,
    async addCheckpoint(peer, body) {
      const answer = await ask(peer, 'log-checkpoint', Buffer.from(body))
      const [, status, rest] = /^([0-9]{3})\n([^]*)$/.exec(Buffer.from(answer ?? []).toString('utf8')) ?? []
      return status === undefined || rest === undefined ? undefined : { status: Number(status), body: rest }
    },
    async heads(peer) {
      const answer = await ask(peer, 'log-heads', encode({ v: 1 }))
      return answer && readHeads(answer)
    },
    async proofs(peer, sizes) {
      const answer = await ask(peer, 'log-proofs', encode({ v: 1, sizes: [...sizes] }))
      return answer && readProofs(answer)
    },
    async inclusions(peer, question) {
      const answer = await ask(peer, 'log-inclusions', encode({ v: 1, ...question }))
      return answer && readInclusions(answer)
    },
    answer(answers) {
      const stack = new DisposableStack()
      const listen = (
        peer: JurisdictionCode,
        operation: Parameters<typeof questionSubject>[2],
        respond: (question: Uint8Array) => Promise<Uint8Array>,
      ) => stack.use(bus.respond(questionSubject(self, peer, operation), respond))
      // One subscription for each peer: a wildcard would not reach a leaf that may only publish as itself.
      for (const peer of peers) {
        listen(peer, 'log-checkpoint', async (question) => {
          const { status, body } = await answers.addCheckpoint(Buffer.from(question).toString('utf8'))
          return Buffer.from(`${status}\n${body}`)
        })
        listen(peer, 'log-heads', async (question) => {
          const empty: HeadsAnswer = { v: 1, heads: [], evidence: [] }
          return encode(isHeadsQuestion(question) ? await answers.heads() : empty)
        })
        listen(peer, 'log-proofs', async (question) =>
          encode(await answers.proofs(readProofsQuestion(question)?.sizes ?? [])),
        )
        listen(peer, 'log-inclusions', async (question) =>
          encode(await answers.inclusions(readInclusionsQuestion(question) ?? { size: '0', places: [] })),
        )
      }
      return stack
    },
    isConnected: () => bus.isConnected(),
    close: async () => bus[Symbol.asyncDispose](),
  }
}
