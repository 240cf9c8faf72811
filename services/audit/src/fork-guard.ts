import { readFile } from 'node:fs/promises'
import type { Executor } from '@crosswatch/database'
import { closed, Sha256Hex, ServiceError, toHex } from '@crosswatch/protocol'
import { createDurably, isErrno, replaceDurably } from '@crosswatch/service-kit'
import { type Checkpoint, proveConsistency, verifyConsistency } from '@crosswatch/transparency'
import { Type, type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import { tileReader } from './store/log-store.ts'

const Tip = closed({ size: Type.String({ pattern: '^(0|[1-9][0-9]{0,19})$' }), root: Sha256Hex })
const GuardFile = closed({
  v: Type.Literal(1),
  origin: Type.String(),
  /** The tree that was signed last and is known to be committed. */
  signed: Tip,
  /** The tree that is to be signed on top of it. After a crash nobody knows whether it was committed. */
  next: Type.Optional(Tip),
})
type GuardFile = Static<typeof GuardFile>
const check = Compile(GuardFile)

/**
 * Remembers outside the database what was signed, so that a database which was put back to an earlier state is noticed
 * by a process that has just started. A file on another volume, or at least in no backup together with the database:
 *
 *   {"v":1,"origin":"crosswatch/...","signed":{"size":"41","root":"<hex>"},"next":{"size":"44","root":"<hex>"}}
 */
export interface ForkGuard {
  /**
   * Lets a log through that continues what was signed.
   *
   * @throws {ServiceError} `guard-missing`, `log-behind`, `log-forked`
   */
  admit(executor: Executor, log: Checkpoint): Promise<void>
  /**
   * Compare and swap: on top of `from`, and of nothing else, `next` is going to be signed. Persisted when it returns.
   *
   * @throws {ServiceError} `log-forked` if something else was signed on top of `from`
   */
  advance(from: Checkpoint, next: Checkpoint): Promise<void>
  /** `next` is committed: from now on the tree before it is an older one. Persisted when it returns. */
  settle(next: Checkpoint): Promise<void>
}

/** Founds the guard of a log. Part of founding the log, never of a start. @throws {ServiceError} `already-exists` */
export async function createForkGuard(path: string, log: Checkpoint): Promise<void> {
  const file = { v: 1 as const, origin: log.origin, signed: tipOf(log) }
  if (!(await createDurably(path, textOf(file)))) {
    throw new ServiceError('already-exists', { detail: 'the fork guard' })
  }
}

export function openForkGuard(path: string): ForkGuard {
  return {
    async admit(executor, log) {
      const file = await readGuard(path, log.origin)
      const candidates = [file.signed, ...(file.next === undefined ? [] : [file.next])]
      if (candidates.some((tip) => isTip(log, tip))) return
      const size = BigInt(file.signed.size)
      if (log.size <= size) {
        const code = log.size < size ? 'log-behind' : 'log-forked'
        throw new ServiceError(code, { detail: `it has ${log.size} records, ${size} were signed` })
      }
      // Another process of this node, with a guard of its own, has gone on.
      const proof = await proveConsistency(size, log.size, tileReader(executor))
      const oldRoot = Buffer.from(file.signed.root, 'hex')
      const claim = { oldSize: size, oldRoot, newSize: log.size, newRoot: log.root, proof }
      if (!verifyConsistency(claim)) {
        throw new ServiceError('log-forked', {
          detail: `it does not continue the ${size} records signed before`,
        })
      }
    },

    async advance(from, next) {
      const file = await readGuard(path, from.origin)
      const size = BigInt(file.signed.size)
      if (from.size < size || (from.size === size && !isTip(from, file.signed))) {
        throw new ServiceError('log-forked', {
          detail: `something else was signed after ${from.size} records`,
        })
      }
      // What was planned on top of `from` was not committed, or it would stand there now.
      await replaceFile(path, { v: 1, origin: from.origin, signed: tipOf(from), next: tipOf(next) })
    },

    settle: (next) => replaceFile(path, { v: 1, origin: next.origin, signed: tipOf(next) }),
  }
}

async function readGuard(path: string, origin: string): Promise<GuardFile> {
  let value: unknown
  try {
    value = JSON.parse(await readFile(path, 'utf8'))
  } catch (cause) {
    if (!isErrno(cause, 'ENOENT') && !(cause instanceof SyntaxError)) throw cause
    throw new ServiceError('guard-missing', { cause })
  }
  if (!check.Check(value) || value.origin !== origin) throw new ServiceError('guard-missing')
  return value
}

/** Two processes of a node may write at once. */
function replaceFile(path: string, content: GuardFile): Promise<void> {
  return replaceDurably(path, textOf(content))
}

function textOf(content: GuardFile): string {
  return `${JSON.stringify(content)}\n`
}

function tipOf({ size, root }: Checkpoint): Static<typeof Tip> {
  return { size: size.toString(), root: toHex(root) }
}

function isTip({ size, root }: Checkpoint, tip: Static<typeof Tip>): boolean {
  return size === BigInt(tip.size) && toHex(root) === tip.root
}
