import { writeFileSync } from 'node:fs'
import { ServiceError } from '@crosswatch/protocol'
import { serviceEnvironment, type ServiceSetting } from './services.ts'

/**
 * Makes the access log of every node of a new federation: a log that is missing later is missed, not begun anew. Its public
 * key, which auditors verify with, goes into a file of the node.
 */
export async function foundLogs(setting: ServiceSetting): Promise<void> {
  const [{ AuditConfig, foundLog }, { loadConfig }] = await Promise.all([
    import('@crosswatch/audit'),
    import('@crosswatch/service-kit'),
  ])
  await Promise.all(
    setting.state.jurisdictions.map(async ({ code }) => {
      try {
        const { vkey } = await foundLog(loadConfig(AuditConfig, serviceEnvironment(code, 'audit', setting)))
        writeFileSync(setting.layout.node(code).logPublicKey, `${vkey}\n`)
      } catch (error) {
        // An earlier first run came this far and no further.
        if (!(error instanceof ServiceError && error.code === 'already-exists')) throw error
      }
    }),
  )
}
