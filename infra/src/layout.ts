import { join } from 'node:path'

/** Where everything lies in a federation's data folder. */
export type Layout = ReturnType<typeof layoutOf>

export function layoutOf(directory: string) {
  const at = (...parts: string[]) => join(directory, ...parts)
  return {
    directory,
    /** Held by the supervisor while it runs. */
    lock: at('lock'),
    /** Process numbers of everything that runs. */
    processes: at('processes.json'),
    /** What is chosen once and kept: ports, passwords, NKEY seeds. */
    state: at('state.json'),
    /** For people and programs that want to know where everything is. */
    description: at('federation.json'),
    /** The signed federation document that every node pins. */
    document: at('federation-document.json'),
    supervisorLog: at('supervisor.log'),
    logs: at('logs'),
    log: (name: string) => at('logs', `${name}.log`),
    postgres: at('postgres'),
    nats: (server: string) => at('nats', server),
    natsConfig: (server: string) => at('nats', server, 'nats.conf'),
    /** In real life: with the custodians of each jurisdiction, offline. */
    roots: at('roots'),
    /** In real life: with somebody who belongs to no jurisdiction. */
    witness: witnessLayout(at('witness')),
    node: (jurisdiction: string) => nodeLayout(at('nodes', jurisdiction.toLowerCase())),
  }
}

function witnessLayout(directory: string) {
  const at = (name: string) => join(directory, name)
  return {
    directory,
    passphrase: at('passphrase'),
    key: at('witness.key.json'),
    /** The logs that it cosigns. */
    logs: at('logs.txt'),
    /** What it cosigned last. */
    store: at('store'),
    /** What the members enter in their policies. */
    policy: at('policy.txt'),
  }
}

export type NodeLayout = ReturnType<typeof nodeLayout>

function nodeLayout(directory: string) {
  const at = (name: string) => join(directory, name)
  return {
    directory,
    passphrase: at('passphrase'),
    keys: at('node.key.json'),
    storageKey: at('storage.key.json'),
    logKey: at('log.key.json'),
    logPublicKey: at('log.vkey'),
    /** Outside the database: what the log was when it was signed last. */
    forkGuard: at('fork-guard.json'),
    /** Outside the database: what was erased. */
    erasureLedger: at('erasures.jsonl'),
    tokenKey: at('token.key.json'),
    tokenPublicKey: at('token.public.pem'),
    natsSeed: at('nats.seed'),
    auditNatsSeed: at('audit.nats.seed'),
    /** The configuration of each service, where one process runs them all. */
    environments: at('environments'),
    users: at('users.json'),
    posts: at('posts.json'),
    /** The list of the watchlist between runs, encrypted. */
    listSnapshot: at('list.snapshot'),
  }
}
