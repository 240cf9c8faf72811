import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { CryptoError, type Federation, verifyFederation } from '@crosswatch/crypto'
import { FormatError } from '@crosswatch/protocol'
import { Option } from 'commander'
import { CommandError, exitCodes, usageError } from '../errors.ts'
import type { Terminal } from '../terminal.ts'
import { type ConnectionOptions, connectionOptions } from './connect.ts'
import { dataFolder, readFederationFile } from './federation-file.ts'

/** Which federation document is believed: a file and the pin of its first version, which no node can change. */
export interface TrustOptions extends ConnectionOptions {
  readonly federationFile?: string
  readonly pin?: string
}

export function trustOptions(defaultUser: string): Option[] {
  return [
    new Option('--federation-file <file>', 'federation document (default: that of the data folder)'),
    pinOption(),
    ...connectionOptions(defaultUser),
  ]
}

export const pinOption = () =>
  new Option('--pin <sha256>', 'hash of its first version, as you got it when you joined')

/**
 * The federation as its members signed it.
 *
 * @returns undefined where no document is at hand: with `--gateway` and without `--federation-file`
 * @throws {CommandError} `verificationFailed` if the document is not what was pinned
 */
export async function trustedFederation(
  options: TrustOptions,
  terminal: Terminal,
): Promise<Federation | undefined> {
  const { federationFile, pin } = options
  if (federationFile !== undefined) {
    return verifyFile(resolve(terminal.directory, federationFile), pinFor('--federation-file', pin))
  }
  if (isElsewhere(options, terminal)) return undefined
  const { document } = await readFederationFile(dataFolder(options.data, terminal))
  return verifyFile(document.file, document.pin)
}

/** The file with the lines of the neutral witness, for a federation on this machine. */
export async function ownNeutralWitnesses(
  options: TrustOptions,
  terminal: Terminal,
): Promise<string | undefined> {
  if (options.federationFile !== undefined || isElsewhere(options, terminal)) return undefined
  const { neutralWitness } = await readFederationFile(dataFolder(options.data, terminal))
  return neutralWitness?.linesFile
}

function isElsewhere({ gateway, data }: TrustOptions, { environment }: Terminal): boolean {
  return (gateway ?? environment['CROSSWATCH_GATEWAY']) !== undefined && data === undefined
}

async function verifyFile(path: string, pin: string): Promise<Federation> {
  return verifiedFederation(await readFile(path, 'utf8'), pin)
}

/** The pin that an option cannot do without. @throws {CommandError} */
export function pinFor(option: string, pin: string | undefined): string {
  if (pin !== undefined && /^[0-9a-f]{64}$/.test(pin)) return pin
  throw usageError(`${option} needs --pin: the 64 digits that you got when you joined.`)
}

/** @throws {CommandError} `verificationFailed` if the members did not sign the lines, or the first is not the pinned one */
export function verifiedFederation(lines: string, pin: string): Federation {
  return verified(() => verifyFederation(lines, pin))
}

/** Ends the command with `verificationFailed` where the check refuses. */
export function verified<T>(check: () => T): T {
  try {
    return check()
  } catch (cause) {
    if (!(cause instanceof CryptoError || cause instanceof FormatError)) throw cause
    throw new CommandError(cause.message, exitCodes.verificationFailed, { cause })
  }
}
