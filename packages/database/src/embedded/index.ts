export { preparePostgres, removePostgresData, type PreparedPostgres, type PrepareOptions } from './prepare.ts'
export { postgresCommand, type PostgresCommand, type RunOptions } from './command.ts'
export { startPostgres, type PostgresServer, type StartOptions } from './server.ts'
export {
  provisionCluster,
  provisionDatabase,
  serviceNames,
  type ProvisionOptions,
  type ServiceName,
} from './provision.ts'
