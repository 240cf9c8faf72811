import type { JurisdictionCode } from '@crosswatch/protocol'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** A cookie of the console: no script reads it, no other site makes a browser send it, and it is gone with the browser. */
export interface ConsoleCookie {
  read(request: FastifyRequest): string | undefined
  write(request: FastifyRequest, reply: FastifyReply, value: string): void
  clear(request: FastifyRequest, reply: FastifyReply): void
}

/**
 * Cookies do not know ports, so the jurisdiction stands in the name: several nodes can run on one machine.
 *
 * Everywhere but on loopback the cookie is sent over TLS only, and its `__Host-` prefix (RFC 6265bis, section 4.1.3.2)
 * keeps neighbouring hosts from setting it.
 */
export function consoleCookie(jurisdiction: JurisdictionCode, purpose: 'session' | 'form'): ConsoleCookie {
  const name = (request: FastifyRequest) =>
    `${isLoopback(request) ? '' : '__Host-'}crosswatch-${jurisdiction.toLowerCase()}-${purpose}`
  const options = (request: FastifyRequest) =>
    ({ path: '/', httpOnly: true, sameSite: 'strict', secure: !isLoopback(request) }) as const
  return {
    read: (request) => request.cookies[name(request)],
    write(request, reply, value) {
      void reply.setCookie(name(request), value, options(request))
    },
    clear(request, reply) {
      void reply.clearCookie(name(request), options(request))
    },
  }
}

/** By the address that the browser used: a gateway behind a proxy listens on loopback and is not reached there. */
function isLoopback({ hostname }: FastifyRequest): boolean {
  const host = hostname.replace(/:\d+$/, '')
  return host === 'localhost' || host === '[::1]' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
}
