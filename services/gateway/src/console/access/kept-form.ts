import { sha256 } from '@crosswatch/protocol'
import type { FastifyRequest } from 'fastify'
import { Type, type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import type { Account } from '../../accounts/account.ts'

/**
 * A form that came too late: its session had ended, or somebody had signed in again meanwhile. Nothing of it took
 * effect. It is kept in the browser's page, not here, until its writer is back and sends it.
 */
const KeptForm = Type.Object(
  {
    action: Type.String({ pattern: '^/(?![/\\\\])[\\w/-]*$', maxLength: 200 }),
    /** Whose form it was, see {@link writerMark}. */
    writer: Type.String({ maxLength: 20 }),
    /** Name and value of each field, in their order, the form's token left out. */
    fields: Type.Array(Type.Tuple([Type.String(), Type.String()]), { maxItems: 1000 }),
  },
  { additionalProperties: false },
)
export type KeptForm = Static<typeof KeptForm>
const keptForm = Compile(KeptForm)

/** What a form says of the officer for whom it was made: enough to tell two apart, and no name. */
export function writerMark({ id }: Pick<Account, 'id'>): string {
  return Buffer.from(sha256(Buffer.from(`crosswatch form ${id}`)))
    .toString('base64url')
    .slice(0, 12)
}

/** The token of a form, and whose form it is: `_csrf` is `token.mark`, before sign-in `token` alone. */
export function splitFormToken(body: unknown): { readonly token: string; readonly writer: string } {
  const value =
    typeof body === 'object' && body !== null && new Map<string, unknown>(Object.entries(body)).get('_csrf')
  const [token = '', writer = ''] = typeof value === 'string' ? value.split('.') : []
  return { token, writer }
}

/** Whether the body of a request is read as fields: those of a file are not kept. */
export function hasFields({ method, headers }: FastifyRequest): boolean {
  return method === 'POST' && (headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')
}

/**
 * The form that a request brings. Only one that a page of this very origin sent, as the browser says itself (Fetch
 * Metadata, `Sec-Fetch-Site`): another site must not put words into somebody's mouth.
 */
export function keptFormOf(request: FastifyRequest): KeptForm | undefined {
  const { headers, body, url } = request
  if (!hasFields(request) || headers['sec-fetch-site'] !== 'same-origin') return undefined
  if (typeof body !== 'object' || body === null) return undefined
  const { writer } = splitFormToken(body)
  if (writer === '') return undefined
  const fields = Object.entries(body).flatMap(([name, value]: [string, unknown]) =>
    (Array.isArray(value) ? value : [value]).flatMap((one: unknown): [string, string][] =>
      name !== '_csrf' && typeof one === 'string' ? [[name, one]] : [],
    ),
  )
  const kept = { action: url, writer, fields }
  return keptForm.Check(kept) ? kept : undefined
}

/** For a hidden field. */
export function writeKeptForm(kept: KeptForm): string {
  return Buffer.from(JSON.stringify(kept)).toString('base64url')
}

/** @param text from a form: anybody can have written it */
export function readKeptForm(text: unknown): KeptForm | undefined {
  if (typeof text !== 'string' || text === '') return undefined
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    return keptForm.Check(value) ? value : undefined
  } catch {
    return undefined
  }
}
