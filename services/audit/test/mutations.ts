import { newSeed, signerFromSeed } from '@crosswatch/crypto'
import type { Transaction } from '@crosswatch/database'
import { ServiceError } from '@crosswatch/protocol'
import { sql } from 'drizzle-orm'
import { createLog, createSequencer, logKey } from '../src/index.ts'
import {
  type AuditNode,
  checkpointOf,
  noGuard,
  query,
  sequenceAll,
  verifyLog,
  writeQueries,
} from './harness.ts'

/** Records under the checkpoint that the auditor holds, and records behind it. */
const confirmed = 290
const newer = 10

/**
 * Tampers with a log as a superuser can, each time in another place and undone again, and lets an auditor look who holds
 * nothing but the checkpoint that was confirmed last.
 *
 * @returns what went unnoticed
 */
export async function tamper(
  node: Pick<AuditNode, 'audit' | 'superuser' | 'watchlist' | 'accessLog' | 'key' | 'sequencer'>,
  attempts: number,
): Promise<readonly string[]> {
  await writeQueries(node, confirmed - 20)
  await sequenceAll(node)
  const older = await checkpointOf(node)
  await writeQueries(node, 20)
  await sequenceAll(node)
  const held = [await checkpointOf(node)]
  await writeQueries(node, newer)
  await sequenceAll(node)

  const place = () => Math.floor(Math.random() * confirmed)
  const idAt = (index: number) => sql`(select record_id from audit.leaf where index = ${index})`
  const reword = (index: number) => sql`
    update audit.packed_record
    set packed = convert_to(replace(convert_from(audit.unpack_record(id, packed), 'UTF8'), '"none"', '"hit"'), 'UTF8')
    where id = ${idAt(index)}`
  const mutations: Record<string, (tx: Transaction, index: number) => Promise<unknown>> = {
    'a reworded record': (tx, index) => tx.execute(reword(index)),
    'another salt': (tx, index) =>
      tx.execute(sql`update audit.record set salt = sha256(salt) where id = ${idAt(index)}`),
    'a deleted record': (tx, index) => tx.execute(sql`delete from audit.record where id = ${idAt(index)}`),
    'a deleted place': (tx, index) => tx.execute(sql`delete from audit.leaf where index = ${index}`),
    'every record gone': (tx) => tx.execute(sql`truncate audit.packed_record`),
    'two places exchanged': async (tx, index) => {
      const other = (index + 1 + Math.floor(Math.random() * (confirmed - 1))) % confirmed
      await tx.execute(sql`update audit.leaf set index = -1 where index = ${index}`)
      await tx.execute(sql`update audit.leaf set index = ${index} where index = ${other}`)
      await tx.execute(sql`update audit.leaf set index = ${other} where index = -1`)
    },
    'a changed entry': (tx, index) =>
      tx.execute(sql`update audit.bundle set entries = set_byte(entries, ${100 + (index % 256)}, 7 # get_byte(entries, ${100 + (index % 256)}))
        where index = ${Math.floor(index / 256)}`),
    'a record put in between': async (tx, index) => {
      await node.accessLog.append(tx, [query()])
      await tx.execute(sql`update audit.leaf set index = index + 1000000 where index >= ${index}`)
      await tx.execute(
        sql`insert into audit.leaf (index, record_id) select ${index}, record_id from audit.pending`,
      )
      await tx.execute(sql`update audit.leaf set index = index - 999999 where index >= 1000000`)
    },
    'a record under disabled triggers instead of a replica session': async (tx, index) => {
      await tx.execute(sql`set local session_replication_role = origin`)
      await tx.execute(sql`alter table audit.packed_record disable trigger append_only`)
      await tx.execute(reword(index))
    },
    'the confirmed checkpoint replaced as well': async (tx, index) => {
      await tx.execute(reword(index))
      await tx.execute(sql`delete from audit.cosigned`)
    },
    'a deleted bundle': (tx, index) =>
      tx.execute(sql`delete from audit.bundle where index = ${Math.floor(index / 256)}`),
    'an older checkpoint put back': (tx) => tx.execute(sql`update audit.log set checkpoint = ${older}`),
    'a checkpoint with another size': (tx, index) =>
      tx.execute(sql`update audit.log set checkpoint = replace(checkpoint, '300', ${String(index)})`),
    'a log of another key': async (tx) => {
      await begin(tx)
      await rebuild(tx, logKey(node.key.origin, signerFromSeed(newSeed())))
    },
    'a rebuilt log with a record less, signed with its own key': async (tx, index) => {
      await begin(tx, sql`and leaf.index <> ${index}`)
      await rebuild(tx, node.key)
    },
    'a rebuilt log with a reworded record, signed with its own key': async (tx, index) => {
      await tx.execute(reword(index))
      await begin(tx)
      await rebuild(tx, node.key)
    },
    'a rebuilt log in another order, signed with its own key': async (tx) => {
      await begin(tx, sql``, sql`md5(record.id::text)`)
      await rebuild(tx, node.key)
    },
    'a rebuilt log with one record more in front, signed with its own key': async (tx) => {
      await node.accessLog.append(tx, [query()])
      await begin(tx)
      await rebuild(tx, node.key)
    },
  }
  /** Queues the log's records again, as a forger does. */
  async function begin(tx: Transaction, without = sql``, order = sql`leaf.index`) {
    await tx.execute(sql`insert into audit.pending (record_id, type, commitment)
      select record.id, 'query', sha256(record.salt || record.record)
      from audit.leaf join audit.record on record.id = leaf.record_id where true ${without} order by ${order}`)
    await tx.execute(sql`delete from audit.leaf`)
    await tx.execute(sql`delete from audit.tile`)
    await tx.execute(sql`delete from audit.bundle`)
    await tx.execute(sql`delete from audit.log`)
  }
  async function rebuild(tx: Transaction, key: typeof node.key) {
    await createLog(tx, key)
    await createSequencer({
      connection: { transaction: (work) => work(tx) },
      key,
      guard: noGuard,
    }).sequenceOnce()
  }

  const names = Object.keys(mutations)
  const unnoticed: string[] = []
  const undo = new Error('undo')
  for (let attempt = 0; attempt < attempts; attempt++) {
    const name = names[attempt % names.length] ?? ''
    const index = place()
    const tampered = node.superuser.transaction(async (tx) => {
      await tx.execute(sql`set local session_replication_role = replica`)
      await mutations[name]?.(tx, index)
      if (await looksWhole(tx)) unnoticed.push(`${name} at ${index}`)
      throw undo
    })
    await tampered.catch((error: unknown) => {
      if (error !== undo) throw error
    })
  }
  if (!(await looksWhole(node.audit.db))) unnoticed.push('the log is not as it was')
  return unnoticed

  async function looksWhole(executor: Parameters<typeof verifyLog>[0]): Promise<boolean> {
    try {
      return (await verifyLog(executor, node.key, held)).ok
    } catch (error) {
      // Not even the node takes it for a log.
      if (error instanceof ServiceError && error.code === 'log-broken') return false
      throw error
    }
  }
}
