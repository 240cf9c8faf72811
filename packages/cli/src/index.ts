export { exitCodes, type ExitCode } from './errors.ts'
export { runCommandLine } from './run.ts'
export type { OutputStream, Terminal } from './terminal.ts'
