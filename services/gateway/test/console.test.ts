import t from 'tap'
import { agreementPages } from './console/agreements.ts'
import { alertPages } from './console/alerts.ts'
import { hitPages } from './console/hits.ts'
import { logPages } from './console/log.ts'
import { auditorPages } from './console/oversight.ts'
import { protectionPages } from './console/protection.ts'
import { queryPages } from './console/queries.ts'
import { sessionPages } from './console/sessions.ts'
import { startGateway, startServer } from './support/gateway.ts'

// The pages by group, in front of one gateway: a server of its own for each group would cost seconds.
const postgres = await startServer(t)
const gateway = await startGateway(t, postgres)

await sessionPages(t, gateway, postgres)
await queryPages(t, gateway)
await alertPages(t, gateway)
await hitPages(t, gateway)
await logPages(t, gateway)
await auditorPages(t, gateway)
await agreementPages(t, gateway)
await protectionPages(t, gateway)
