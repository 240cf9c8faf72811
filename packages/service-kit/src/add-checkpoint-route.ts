import type { App } from './app-type.ts'

/** Far more than a proof of 63 hashes and a checkpoint with its signatures. */
const longestRequest = 65_536

/**
 * `POST /add-checkpoint` (C2SP tlog-witness), for whoever keeps a witness: open to everybody, since what is asked is
 * judged by the signatures in it. Register it in a plugin of its own: it takes bodies of any type there.
 *
 * @param answer gets the body as text; an empty one if there is none
 */
export function addCheckpointRoute(
  app: App,
  answer: (body: string) => Promise<{ readonly status: number; readonly body: string }>,
): void {
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  app.post(
    '/add-checkpoint',
    {
      config: { public: true },
      bodyLimit: longestRequest,
      schema: { summary: 'Asks this witness to cosign the checkpoint of a log (C2SP tlog-witness)' },
    },
    async ({ body }, reply) => {
      const said = await answer(typeof body === 'string' ? body : '')
      const type = said.status === 409 ? 'text/x.tlog.size' : 'text/plain; charset=utf-8'
      return reply.code(said.status).type(type).send(said.body)
    },
  )
}
