import { canonicalBytes, ServiceError, sha256Hex } from '@crosswatch/protocol'
import * as cedar from '@cedar-policy/cedar-wasm/nodejs'

/** Policies as a lawyer reads them: Cedar text by file name, and the schema that says what they may speak of. */
export interface PolicyText {
  readonly schema: string
  readonly files: Readonly<Record<string, string>>
}

/** Names a policy text: what was decided under one digest comes out the same under it. */
export function digestOf({ schema, files }: PolicyText): string {
  return sha256Hex(canonicalBytes({ schema, files }))
}

/** Every policy by the id in its `@id` annotation. */
export function readPolicies({ files }: PolicyText): Record<string, string> {
  const policies: Record<string, string> = {}
  for (const [file, text] of Object.entries(files)) {
    const parts = cedar.policySetTextToParts(text)
    if (parts.type === 'failure') throw unreadable(file, parts.errors[0], text)
    if (parts.policy_templates.length > 0) throw unreadable(file, { message: 'templates are not used here' })
    for (const policy of parts.policies) {
      const id = annotatedId(policy)
      if (id === undefined)
        throw unreadable(file, { message: `no @id("...") stands above: ${firstLine(policy)}` })
      if (Object.hasOwn(policies, id))
        throw unreadable(file, { message: `@id("${id}") stands above two policies` })
      policies[id] = policy
    }
  }
  if (Object.keys(policies).length === 0) {
    throw unreadable('the policy folder', { message: 'it holds no policy, so everything would be refused' })
  }
  return policies
}

/** @throws {ServiceError} `unreadable-policy`, which names file, line and what is wrong */
export function unreadable(
  file: string,
  error: Pick<cedar.DetailedError, 'message'> & Partial<cedar.DetailedError> = {
    message: 'it cannot be read',
  },
  text?: string,
): ServiceError {
  const start = error.sourceLocations?.[0]?.start
  const place = text === undefined || start === undefined ? file : `${file}, line ${lineAt(text, start)}`
  const help = error.help ? ` (${error.help})` : ''
  return new ServiceError('unreadable-policy', { detail: `${place}: ${error.message}${help}` })
}

/** Cedar counts in bytes of UTF-8. */
function lineAt(text: string, offset: number): number {
  return new TextDecoder().decode(new TextEncoder().encode(text).subarray(0, offset)).split('\n').length
}

function annotatedId(policy: string): string | undefined {
  const parsed = cedar.policyToJson(policy)
  return parsed.type === 'success' ? parsed.json.annotations?.id : undefined
}

function firstLine(policy: string): string {
  return policy.trim().split('\n')[0] ?? ''
}
