import { ServiceError } from '@crosswatch/protocol'
import closeWithGrace from 'close-with-grace'
import type { Static, TObject } from 'typebox'
import type { App } from './app-type.ts'
import { describeConfig, loadConfig } from './config.ts'
import { createLogger, type Logger } from './logger.ts'

export interface ServiceDefinition<S extends TObject> {
  readonly name: string
  /** What the service is for, in a sentence; `--help` prints it. */
  readonly description: string
  /** The configuration: `Type.Object({ ...commonConfig, ... })` with at least host, port and logLevel. */
  readonly schema: S
  /** Makes the app, with its routes registered and its resources closed by its `onClose` hooks. Does not listen. */
  readonly start: (context: ServiceContext<Static<S>>) => Promise<App>
}

export interface ServiceContext<C> {
  readonly config: C
  readonly logger: Logger
}

/** The process around a service. Injected in tests. */
export interface ServiceProcess {
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly print: (line: string) => void
  readonly complain: (line: string) => void
}

/**
 * The whole of a `main.ts`: reads the configuration, starts the service, listens, and closes it on SIGTERM and SIGINT.
 *
 * Prints one line to standard output once it listens; logs go to standard error:
 *
 *     {"service":"alerts","address":"http://127.0.0.1:40001","pid":123}
 *
 * Ends with 2 when the configuration is wrong, 1 when the service cannot go on, 0 when it was asked to end.
 */
export async function runService<S extends TObject>(
  definition: ServiceDefinition<S>,
  surroundings: ServiceProcess = thisProcess(),
): Promise<void> {
  const { args, env, print, complain } = surroundings
  if (args.includes('--help')) return print(helpOf(definition))

  let logger: Logger | undefined
  try {
    const config = loadConfig(definition.schema, env)
    logger = createLogger({ service: definition.name, ...loggerSettings(config) })
    await serve(definition, config, logger, print)
  } catch (error) {
    if (error instanceof ServiceError) complain(`crosswatch ${definition.name}: ${error.message}`)
    else logger?.fatal({ err: error }, 'the service cannot start')
    process.exitCode = error instanceof ServiceError && error.code === 'invalid-configuration' ? 2 : 1
  }
}

async function serve<S extends TObject>(
  { name, start }: ServiceDefinition<S>,
  config: Static<S>,
  logger: Logger,
  print: (line: string) => void,
) {
  const app = await start({ config, logger })
  const closing = closeWithGrace({ delay: 10_000, logger }, async ({ signal, err }) => {
    if (err) logger.fatal({ err }, 'closing after an error')
    else logger.info({ signal }, 'closing')
    await app.close()
  })
  app.addHook('onClose', async () => closing.uninstall())

  try {
    const address = await app.listen(listenSettings(config))
    print(JSON.stringify({ service: name, address, pid: process.pid }))
    await app.prepared()
  } catch (error) {
    await app.close()
    throw error
  }
}

function helpOf({ name, description, schema }: ServiceDefinition<TObject>): string {
  return [
    `crosswatch ${name}: ${description}`,
    '',
    'Configuration, from the environment:',
    describeConfig(schema),
  ].join('\n')
}

function loggerSettings(config: unknown) {
  const level = stringOf(config, 'logLevel')
  const jurisdiction = stringOf(config, 'jurisdiction')
  return {
    ...(level === undefined ? {} : { level }),
    ...(jurisdiction === undefined ? {} : { jurisdiction }),
  }
}

function listenSettings(config: unknown) {
  return { host: stringOf(config, 'host') ?? '127.0.0.1', port: Number(property(config, 'port') ?? 0) }
}

function stringOf(config: unknown, name: string): string | undefined {
  const value = property(config, name)
  return typeof value === 'string' ? value : undefined
}

function property(config: unknown, name: string): unknown {
  return typeof config === 'object' && config !== null ? Reflect.get(config, name) : undefined
}

function thisProcess(): ServiceProcess {
  return {
    args: process.argv.slice(2),
    env: process.env,
    print: (line) => process.stdout.write(`${line}\n`),
    complain: (line) => process.stderr.write(`${line}\n`),
  }
}
