import type { Msg } from 'nats'

/**
 * One message of a stream. Nothing about it is trusted: subject and headers are whatever the sender wrote, as far as the
 * server let it.
 *
 * Exactly one of `ack`, `retry` and `discard` counts: the first.
 */
export interface BusMessage {
  readonly subject: string
  readonly data: Uint8Array
  /** Its place in the stream, from 1. Another one after the stream was rebuilt. */
  readonly sequence: number
  /** How often it was delivered before, without having been acknowledged. */
  readonly redeliveries: number
  /** It has taken effect: call it after the commit, never before. */
  ack(): void
  /** Deliver it again, after this many milliseconds. */
  retry(delayMs?: number): void
  /** Never deliver it again. The reason is seen by the hub's operator: a code, nothing from the message. */
  discard(reason?: string): void
}

export interface HeldMessage extends BusMessage {
  /** Tells the server that it is still being worked on. */
  keep(): void
}

export function toBusMessage(message: Msg): HeldMessage {
  const { delivered, sequence } = placeOf(message.reply ?? '')
  let settled = false
  const settle = (answer: string) => {
    if (settled) return
    settled = true
    message.respond(new TextEncoder().encode(answer))
  }
  return {
    subject: message.subject,
    data: message.data,
    sequence,
    redeliveries: Math.max(0, delivered - 1),
    ack: () => settle('+ACK'),
    retry: (delayMs = 0) =>
      settle(delayMs > 0 ? `-NAK {"delay":${Math.round(delayMs * 1_000_000)}}` : '-NAK'),
    discard: (reason = '') => settle(`+TERM ${reason}`.trimEnd()),
    keep() {
      if (!settled) message.respond(new TextEncoder().encode('+WPI'))
    },
  }
}

/**
 * Reads the subject on which a message is acknowledged (NATS ADR-15), in its two forms:
 *
 *     $JS.ACK.<stream>.<consumer>.<delivered>.<stream seq>.<consumer seq>.<time>.<pending>
 *     $JS.ACK.<domain>.<account>.<stream>.<consumer>.<delivered>.<stream seq>.<consumer seq>.<time>.<pending>...
 */
function placeOf(reply: string): { delivered: number; sequence: number } {
  const tokens = reply.split('.')
  const first = tokens.length === 9 ? 4 : 6
  return { delivered: Number(tokens[first]) || 1, sequence: Number(tokens[first + 1]) || 0 }
}
