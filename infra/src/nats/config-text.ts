// Pieces of nats-server configuration text.

import type { Permissions } from './permissions.ts'

/** A quoted string: nats-server reads JSON's escapes, and never expands `$NAME` inside quotes. */
export function quote(text: string): string {
  return JSON.stringify(text)
}

/** One NKEY user; without permissions it may do everything inside its account. */
export function nkeyUser(publicKey: string, comment: string, permissions?: Permissions): string {
  if (permissions === undefined) return `      { nkey: ${publicKey} } # ${comment}`
  return `      { # ${comment}
        nkey: ${publicKey}
        permissions: {
          publish: { allow: ${list(permissions.publish)} }
          subscribe: { allow: ${list(permissions.subscribe)} }
        }
      }`
}

function list(subjects: readonly string[]): string {
  return `[\n${subjects.map((subject) => `            ${quote(subject)}`).join('\n')}\n          ]`
}

/**
 * JetStream with every write forced to the disk before it is acknowledged. Without `always`, acknowledged messages are lost
 * when power is cut.
 */
export function jetstream(storeDirectory: string, domain: string): string {
  return `jetstream: {
  store_dir: ${quote(storeDirectory)}
  domain: ${domain}
  sync_interval: always
}`
}
