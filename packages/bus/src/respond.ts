import { headers, type Msg, type NatsConnection } from 'nats'
import type { Link } from './link.ts'

/** Answers a question. What it throws stays here: the other side learns only that it failed. */
export type Responder = (data: Uint8Array, subject: string) => Promise<Uint8Array> | Uint8Array

/** Answers requests on `subject` over every connection of the link, until it is disposed of. */
export function respond(link: Link, subject: string, responder: Responder): Disposable {
  let unsubscribe = () => {}
  const following = link.onConnection((connection: NatsConnection) => {
    const subscription = connection.subscribe(subject, {
      callback: (error, message) => {
        if (error === null) void answer(message, responder)
      },
    })
    unsubscribe = () => subscription.unsubscribe()
  })
  return {
    [Symbol.dispose]() {
      following[Symbol.dispose]()
      unsubscribe()
    },
  }
}

async function answer(message: Msg, responder: Responder) {
  try {
    message.respond(await responder(message.data, message.subject))
  } catch {
    const failed = headers()
    failed.set('Crosswatch-Failed', 'yes')
    message.respond(undefined, { headers: failed })
  }
}
