import type { FederationDescription } from '@crosswatch/infra'
import type { Role } from '@crosswatch/protocol'
import { patiently } from './patience.ts'

/** A browser without scripts, signed in at the console of a node. */
export interface PageVisitor {
  /** Asks for a page, or sends a form, without following where it leads. */
  ask(method: string, path: string, fields?: FormFields): Promise<PageAnswer>
}

/** What a form sends; a field with several values is sent once for each. */
export type FormFields = Readonly<Record<string, string | readonly string[]>>

export interface PageAnswer {
  readonly status: number
  readonly text: string
}

/** Signs in as the demo user of a node who has this role; nobody signs in without a role. */
export async function pageVisitor(
  { nodes, users }: FederationDescription,
  jurisdiction: string,
  role?: Role,
): Promise<PageVisitor> {
  const gateway = nodes.find((node) => node.jurisdiction === jurisdiction)?.gateway ?? ''
  const cookies = new Map<string, string>()
  let csrf = ''

  async function ask(method: string, path: string, fields: FormFields = {}) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(gateway + path, {
      method,
      redirect: 'manual',
      headers: { cookie },
      ...(method === 'POST' && { body: formBody({ _csrf: csrf, ...fields }) }),
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    const text = await response.text()
    csrf = /name="_csrf"\s+value="([^"]+)"/.exec(text)?.[1] ?? csrf
    return { status: response.status, text }
  }

  await ask('GET', '/sign-in')
  const user = users.find((one) => one.jurisdiction === jurisdiction && one.roles.some((own) => own === role))
  if (user !== undefined) {
    const credentials = { user: user.user, password: user.password }
    const answer = await patiently(() => ask('POST', '/sign-in', credentials))
    if (answer.status !== 303) throw new Error(`the sign-in as ${role} answered ${answer.status}`)
    await ask('GET', '/')
  }
  return { ask }
}

function formBody(fields: FormFields): URLSearchParams {
  const body = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) {
    for (const one of typeof value === 'string' ? [value] : value) body.append(name, one)
  }
  return body
}
