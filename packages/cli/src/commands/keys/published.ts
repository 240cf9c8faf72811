import { readKeyEvent } from '@crosswatch/crypto'
import { command } from '../../command.ts'
import { connect } from '../../connect/connect.ts'
import { type TrustOptions, trustedFederation, trustOptions } from '../../connect/trusted-federation.ts'
import { usageError } from '../../errors.ts'
import { keyView, revocationView, statementsText } from './statements.ts'

/** `crosswatch keys published`: what every root said about its keys, verified under the pinned federation document. */
export const publishedCommand = command<TrustOptions>({
  name: 'published',
  summary: 'list the keys that all jurisdictions have published, verified under their roots',
  details: 'An auditor finds here the public key (vkey) of every access log.',
  examples: ['keys published --node XB', 'keys published --node XB --json'],
  options: trustOptions('auditor'),
  async run({ options, terminal, output }) {
    const federation = await trustedFederation(options, terminal)
    if (federation === undefined) {
      throw usageError('Name the federation document that you trust: --federation-file FILE --pin SHA256.')
    }
    const { client } = await connect(options, terminal, 'auditor')
    const entries = await client.feeds.keys()
    const statements = entries.flatMap(({ issuer, envelope }) => {
      const member = federation.members.get(issuer)
      if (member === undefined) return []
      const owner = { federation: federation.name, jurisdiction: issuer, rootKey: member.rootKey }
      const event = readKeyEvent(envelope, owner)
      return [event.kind === 'key' ? keyView(event.statement) : revocationView(event.revocation)]
    })
    output.result({ statements }, () => statementsText(statements))
  },
})
