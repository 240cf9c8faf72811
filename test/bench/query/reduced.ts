import { spawn } from 'node:child_process'
import { createPrivateKey, sign } from 'node:crypto'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { loadKeyFile } from '@crosswatch/crypto'
import type { FederationDescription, NodeDescription } from '@crosswatch/infra'
import { newUuid } from '@crosswatch/protocol'

/** Whether the list of a watchlist holds this many alerts. */
export async function isComplete(url: string, token: string, count: number): Promise<boolean> {
  const answer = await fetch(`${url}/v1/status`, { headers: { authorization: `Bearer ${token}` } })
  const { alerts }: { alerts?: number } = JSON.parse(await answer.text())
  return alerts === count
}

/** A border officer's token, signed by the node's own token key. */
export async function signIn({ files, jurisdiction }: NodeDescription): Promise<string> {
  const seed = await loadKeyFile('token', files.tokenKey, files.passphrase)
  // PKCS #8 framing of an Ed25519 seed (RFC 8410).
  const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed])
  const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const iat = Math.floor(Date.now() / 1_000)
  const officer = {
    sub: 'bench-border',
    roles: ['border-officer'],
    authority: 'Border Service',
    jurisdiction,
  }
  const claims = { ...officer, iat, exp: iat + 600, jti: newUuid(), iss: 'crosswatch', aud: 'crosswatch' }
  const unsigned = `${encode({ alg: 'EdDSA', typ: 'JWT' })}.${encode(claims)}`
  return `${unsigned}.${sign(null, Buffer.from(unsigned), key).toString('base64url')}`
}

/** A second watchlist over the same node, without its access record or without its policies. */
export async function startReduced(
  { document }: FederationDescription,
  { files, database }: NodeDescription,
  without: 'record' | 'policies',
) {
  const file = fileURLToPath(new URL('./reduced-watchlist.ts', import.meta.url))
  const child = spawn(process.execPath, ['--conditions=@crosswatch/source', file, without], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'production',
      CROSSWATCH_JURISDICTION: 'XA',
      CROSSWATCH_DATABASE_URL: database.url,
      CROSSWATCH_LOG_LEVEL: 'warn',
      CROSSWATCH_FEDERATION_FILE: document.file,
      CROSSWATCH_FEDERATION_PIN: document.pin,
      CROSSWATCH_TOKEN_PUBLIC_KEY_FILE: files.tokenPublicKey,
      CROSSWATCH_PASSPHRASE_FILE: files.passphrase,
      CROSSWATCH_STORAGE_KEY_FILE: files.storageKey,
    },
  })
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  const { address }: { address: string } = JSON.parse(line)
  return {
    url: address,
    pid: child.pid,
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM')
      if (child.exitCode === null) await once(child, 'exit')
    },
  }
}
