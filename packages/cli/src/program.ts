import { Command } from 'commander'
import type { Host } from './command.ts'
import { agreementCommands } from './commands/agreement.ts'
import { alertCommands } from './commands/alert.ts'
import { auditCommands } from './commands/audit/commands.ts'
import { breakGlassCommands } from './commands/break-glass.ts'
import { clearanceCommands } from './commands/clearance.ts'
import { addCompletion } from './commands/completion.ts'
import { equivalenceCommand } from './commands/equivalence/equivalence.ts'
import { disputeCommands } from './commands/dispute.ts'
import { evaluateCommands } from './commands/evaluate.ts'
import { federationCommands } from './commands/federation.ts'
import { hitCommands } from './commands/hit/hit.ts'
import { threadCommands } from './commands/hit/thread.ts'
import { importCommand } from './commands/import/import.ts'
import { keysCommands } from './commands/keys/commands.ts'
import { licenceCommands } from './commands/licence.ts'
import { measureCommands } from './commands/measure.ts'
import { policyCommands } from './commands/policy.ts'
import { queryCommand } from './commands/query.ts'
import { screenCommand } from './commands/screen.ts'

/** The whole command, ready to parse what somebody typed. */
export function createProgram(host: Host): Command {
  const { stdout, stderr } = host.terminal
  const program = new Command('crosswatch')
    .description('Warn other jurisdictions, check people and job offers, and prove who looked at what.')
    .version('0.1.0')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void stdout.write(text),
      writeErr: (text) => void stderr.write(text),
      getOutHelpWidth: () => stdout.columns ?? 100,
      getErrHelpWidth: () => stderr.columns ?? 100,
    })
    .configureHelp({ showGlobalOptions: false })
    .showHelpAfterError('crosswatch --help shows what there is; every command has its own --help.')
    .enablePositionalOptions()
    .addHelpText('after', footer)
  for (const add of [
    queryCommand,
    screenCommand,
    importCommand,
    alertCommands,
    hitCommands,
    threadCommands,
    licenceCommands,
    measureCommands,
    disputeCommands,
    clearanceCommands,
    auditCommands,
    federationCommands,
    keysCommands,
    agreementCommands,
    breakGlassCommands,
    policyCommands,
    evaluateCommands,
    equivalenceCommand,
  ]) {
    add(program, host)
  }
  addCompletion(program, host)
  return program
}

const footer = `
Which node, and who:
  --node XB --as border                a demo federation on this machine (npm start)
  --gateway https://... --user NAME    a node anywhere, with --password-file, CROSSWATCH_PASSWORD or a prompt

Exit codes:
  0 done   1 failed   2 wrong use   3 verification failed   4 not signed in or not allowed   5 node away
  10 hit, 11 possible (crosswatch query --exit-code)   130 interrupted

Example:
  $ crosswatch query --node XB --name "VANTU Dragomir" --purpose border-check --reference "lane 4"
`
