import type { FederationDescription } from '../description.ts'

/** What a person needs to begin: where each node is, and who can sign in. */
export function summarise({ nodes, users, directory }: FederationDescription): string {
  const lines = nodes.flatMap(({ jurisdiction, name, gateway }) => [
    '',
    `  ${jurisdiction}  ${name}  ${gateway}`,
    ...users
      .filter((user) => user.jurisdiction === jurisdiction)
      .map(
        ({ user, password, roles }) => `      ${user.padEnd(15)} ${password.padEnd(22)} ${roles.join(', ')}`,
      ),
  ])
  return `${lines.join('\n').trimStart().replace(/^/, '  ')}

  Addresses and sign-ins again: ${directory}/federation.json
  npm run stop ends it.
`
}
