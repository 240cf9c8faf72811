import { ServiceError } from '@crosswatch/protocol'
import type { App } from '@crosswatch/service-kit'
import { hashSize, parseTilePath, TransparencyError, widthOfTile } from '@crosswatch/transparency'
import { Type } from 'typebox'
import type { AuditContext } from '../context.ts'
import { firstEntries } from '../domain/bundle.ts'
import { readLogState } from '../log-state.ts'
import { readBundle, readTiles } from '../store/log-store.ts'
import { readCosigned } from '../store/witness-store.ts'

const forever = 'public, max-age=31536000, immutable'

/**
 * The log as C2SP tlog-tiles: what witnesses and monitors read. Public, because it says nothing but how often which kind
 * of access happened: entries are commitments.
 */
export function tileRoutes(app: App, { connection: { db } }: AuditContext): void {
  const config = { public: true } as const

  app.get(
    '/checkpoint',
    {
      config,
      schema: {
        summary:
          'The newest checkpoint that enough witnesses have confirmed; of a log without witnesses the newest one',
        response: { 200: Type.String() },
      },
    },
    async (_request, reply) => {
      const checkpoint = (await readCosigned(db))?.checkpoint ?? (await readLogState(db)).checkpoint
      return reply.type('text/plain; charset=utf-8').header('cache-control', 'no-cache').send(checkpoint)
    },
  )

  app.get(
    '/tile/*',
    { config, schema: { summary: 'A tile of hashes, or a bundle of entries (C2SP tlog-tiles)' } },
    async (request, reply) => {
      const path = request.url.split('?')[0] ?? ''
      const bytes = await readTile(path.slice(1))
      if (bytes === undefined) throw new ServiceError('not-found')
      return reply.type('application/octet-stream').header('cache-control', forever).send(bytes)
    },
  )

  /** Only what the signed log has: a tile that is wider already than the last checkpoint knows is cut. */
  async function readTile(path: string): Promise<Uint8Array | undefined> {
    const id = parse(path)
    if (id === undefined) return undefined
    const { size } = await readLogState(db)
    if (widthOfTile(size, id.level === 'entries' ? 0 : id.level, id.index) < id.width) return undefined
    if (id.level === 'entries') {
      const bundle = await readBundle(db, id.index)
      return bundle && firstEntries(bundle.entries, id.width)
    }
    const [tile] = await readTiles(db, [id])
    return tile?.hashes.subarray(0, id.width * hashSize)
  }
}

function parse(path: string) {
  try {
    return parseTilePath(path)
  } catch (error) {
    if (error instanceof TransparencyError) return undefined
    throw error
  }
}
