import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Type, type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import { usageError } from '../errors.ts'
import type { Terminal } from '../terminal.ts'

/** What this command needs of the `federation.json` that the launcher writes into the data folder. */
const FederationFile = Type.Object({
  version: Type.Literal(1),
  document: Type.Object({ file: Type.String(), pin: Type.String() }),
  neutralWitness: Type.Optional(Type.Object({ linesFile: Type.String() })),
  nodes: Type.Array(
    Type.Object({ jurisdiction: Type.String(), name: Type.String(), gateway: Type.String() }),
  ),
  users: Type.Array(
    Type.Object({
      user: Type.String(),
      password: Type.String(),
      roles: Type.Array(Type.String()),
      jurisdiction: Type.String(),
    }),
  ),
})
export type FederationFile = Static<typeof FederationFile>

const isFederationFile = Compile(FederationFile)
const checkout = fileURLToPath(new URL('../../../../', import.meta.url))

/** The data folder of a federation on this machine: `--data`, CROSSWATCH_DATA, else the checkout's own. */
export function dataFolder(
  given: string | undefined,
  { environment, directory }: Pick<Terminal, 'environment' | 'directory'>,
): string {
  const named = given ?? environment['CROSSWATCH_DATA']
  return named === undefined ? join(checkout, '.data', 'federation') : resolve(directory, named)
}

/** Reads `federation.json` of a data folder. @throws {CommandError} */
export async function readFederationFile(folder: string): Promise<FederationFile> {
  const path = join(folder, 'federation.json')
  let value: unknown
  try {
    value = JSON.parse(await readFile(path, 'utf8'))
  } catch (cause) {
    if (cause instanceof SyntaxError) throw usageError(`${path} is not JSON; start the federation anew.`)
    throw usageError(
      `There is no federation in ${folder}; start one with npm start, or name a node with --gateway URL.`,
    )
  }
  if (!isFederationFile.Check(value)) {
    throw usageError(`${path} was written by another version; start the federation anew with --fresh.`)
  }
  return value
}

/**
 * A demo user by name, or by what the name ends in or the role is: `xa-analyst`, `analyst`, `border`, `border-officer`.
 *
 * @throws {CommandError} if there is none at this node
 */
export function findUser({ users }: FederationFile, jurisdiction: string, name: string) {
  const here = users.filter((user) => user.jurisdiction === jurisdiction)
  const found =
    here.find(({ user }) => user === name) ??
    here.find(({ user }) => user === `${jurisdiction.toLowerCase()}-${name}`) ??
    here.find(({ roles }) => roles.includes(name))
  if (found !== undefined) return found
  const names = here.map(({ user }) => user).join(', ')
  throw usageError(`${jurisdiction} has no demo user ${name}; there are ${names}.`)
}

/**
 * The node that `--node` names, or the one that `--as xa-analyst` belongs to.
 *
 * @throws {CommandError} if that leaves it open
 */
export function findNode({ nodes, users }: FederationFile, node: string | undefined, as: string | undefined) {
  const code = node?.toUpperCase() ?? users.find(({ user }) => user === as)?.jurisdiction
  const found = nodes.find(({ jurisdiction }) => jurisdiction === code)
  if (found !== undefined) return found
  const codes = nodes.map(({ jurisdiction }) => jurisdiction).join(', ')
  throw usageError(
    code === undefined
      ? `Say which node: --node with one of ${codes}.`
      : `The federation has no node ${code}; there are ${codes}.`,
  )
}
