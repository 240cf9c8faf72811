// The hub operator's program: keeps the stream ALERTS and one durable consumer per member in place. Run one beside the hub.

import { readFile } from 'node:fs/promises'
import { describeConfig, loadConfig } from '@crosswatch/service-kit'
import { Type } from 'typebox'
import { provisionHub } from './nats/provision.ts'

const Config = Type.Object({
  hubUrl: Type.String({ description: 'URL of the hub: nats://hub-1.example:4222' }),
  hubSeedFile: Type.String({ description: "NKEY seed of the hub's operator" }),
  members: Type.String({
    pattern: '^[A-Z]{2}(,[A-Z]{2})*$',
    description: 'Jurisdiction codes of the members, separated by commas',
  }),
  replicas: Type.Integer({
    default: 3,
    minimum: 1,
    maximum: 5,
    description: 'Copies of the stream on the cluster',
  }),
})

if (process.argv.includes('--help')) {
  process.stdout.write(`Keeps the hub's stream and consumers in place.\n\n${describeConfig(Config)}\n`)
} else {
  const { hubUrl, hubSeedFile, members, replicas } = loadConfig(Config, process.env)
  const provisioning = await provisionHub({
    hubUrl,
    operatorSeed: (await readFile(hubSeedFile, 'utf8')).trim(),
    members: members.split(','),
    replicas,
    onError: () => void process.stderr.write('the hub could not be provisioned; trying again\n'),
  })
  process.stdout.write('the stream and the consumers are in place\n')
  const stop = () => void provisioning[Symbol.asyncDispose]()
  process.once('SIGINT', stop).once('SIGTERM', stop)
}
