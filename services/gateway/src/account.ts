// Administers the accounts of a node with the configuration of its gateway: who there is, and every change of who may sign in, as what
// and from where. `--help` says how.
import { administerAccounts } from './accounts/administer-accounts.ts'

process.exitCode = await administerAccounts({
  args: process.argv.slice(2),
  env: process.env,
  print: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
})
