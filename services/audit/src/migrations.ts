import { fileURLToPath } from 'node:url'
import { migrate } from '@crosswatch/database'

/** Brings the tables of the log up to date. */
export function migrateAudit(url: string): Promise<void> {
  return migrate({ url, folder: fileURLToPath(new URL('../drizzle', import.meta.url)), schema: 'audit' })
}
