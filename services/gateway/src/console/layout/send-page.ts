import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ConsoleContext } from '../console-context.ts'
import { page, type PageOptions } from './page.ts'

/** Answers with a page. */
export function sendPage(
  context: ConsoleContext,
  request: FastifyRequest,
  reply: FastifyReply,
  options: PageOptions & { readonly status?: number },
): FastifyReply {
  const text = page(context, request.visit ?? undefined, options)
  return reply
    .code(options.status ?? 200)
    .type('text/html; charset=utf-8')
    .send(text)
}

/** Leads on after a form was done with, so that reloading does not send it again. */
export function leadTo(reply: FastifyReply, path: string): FastifyReply {
  return reply.redirect(path, 303)
}
