import { Agent, request } from 'node:http'
import type { Question } from './people.ts'

export interface Look {
  readonly ms: number
  readonly listed: boolean
  readonly verdict: string
  readonly bytes: number
}

export interface LoadOptions {
  readonly url: string
  readonly token: string
  readonly questions: readonly Question[]
  readonly callers: number
  readonly seconds: number
  /** Longer, if there are not so many looks yet. */
  readonly atLeast?: number
}

/** Callers who each ask again as soon as they are answered. From the last byte asked to the last byte answered. */
export async function load({ url, token, questions, callers, seconds, atLeast = 0 }: LoadOptions) {
  const agent = new Agent({ keepAlive: true, maxSockets: callers })
  const bodies = questions.map(({ subject }) => JSON.stringify({ purpose: 'border-check', subject }))
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const looks: Look[] = []
  const began = performance.now()
  const until = began + seconds * 1_000
  let next = 0

  const ask = (body: string) =>
    new Promise<{ status: number; head: string; bytes: number }>((resolve, reject) => {
      const sent = request(`${url}/v1/queries`, { method: 'POST', agent, headers }, (answer) => {
        let head = ''
        let bytes = 0
        answer.on('data', (chunk: Buffer) => {
          if (head === '') head = chunk.toString('latin1', 0, 100)
          bytes += chunk.length
        })
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, head, bytes }))
        answer.on('error', reject)
      })
      sent.on('error', reject)
      sent.end(body)
    })

  const caller = async () => {
    while (performance.now() < until || looks.length < atLeast) {
      const at = next++ % bodies.length
      const start = performance.now()
      const { status, head, bytes } = await ask(bodies[at] ?? '')
      if (status !== 200) throw new Error(`a query was answered ${status}: ${head}`)
      const verdict = /^\{"verdict":"(\w+)"/.exec(head)?.[1] ?? 'unknown'
      looks.push({ ms: performance.now() - start, listed: questions[at]?.listed === true, verdict, bytes })
    }
  }
  await Promise.all(Array.from({ length: callers }, caller))
  agent.destroy()
  return { looks, perSecond: (looks.length * 1_000) / (performance.now() - began) }
}
