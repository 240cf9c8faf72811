import { readFile } from 'node:fs/promises'
import { BlockList, isIP } from 'node:net'
import { closed, ServiceError, text } from '@crosswatch/protocol'
import { Type, type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import type { Account } from './account.ts'

/** A place where officers of this node work: a point of entry, an office; and from which networks they ask there. */
const PostsFile = Type.Array(
  closed({
    post: text(80),
    /** CIDR (RFC 4632, RFC 4291): `10.7.0.0/16`, `2001:db8:7::/48`. */
    networks: Type.Array(text(50), { minItems: 1, maxItems: 100 }),
  }),
  { maxItems: 1_000 },
)
export type PostsFile = Static<typeof PostsFile>

/** What tokens and records say of where an officer is. */
export interface Whereabouts {
  readonly post?: string
  readonly awayFromPost?: true
}

export interface Posts {
  readonly names: ReadonlySet<string>
  /**
   * Where somebody is who asks from this address. Officers without a post of their own are never away, and nobody is on a node
   * that names no posts.
   */
  whereabouts(account: Pick<Account, 'posts'>, address: string): Whereabouts
}

const check = Compile(PostsFile)

/** @throws {ServiceError} `invalid-configuration` for what is no network, and for a post that stands in it twice */
export function createPosts(file: PostsFile): Posts {
  const names = new Set(file.map(({ post }) => post))
  if (names.size < file.length) throw unusable('names a post twice')
  const posts = file.map(({ post, networks }) => ({ post, networks: blockListOf(networks) }))
  return {
    names,
    whereabouts({ posts: own }, address) {
      if (posts.length === 0) return {}
      const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
      const post = posts.find(({ networks }) => networks.check(address, family))?.post
      const away = own.length > 0 && !own.some((one) => one === post)
      return { ...(post !== undefined && { post }), ...(away && { awayFromPost: true as const }) }
    },
  }
}

/** @throws {ServiceError} `invalid-configuration` if the file is not such a list */
export async function readPostsFile(path: string): Promise<PostsFile> {
  const posts: unknown = await readFile(path, 'utf8')
    .then(JSON.parse)
    .catch((cause: unknown) => {
      throw unusable('cannot be read as JSON', cause)
    })
  if (check.Check(posts)) return posts
  throw unusable('is not a list of {post, networks}')
}

function blockListOf(networks: readonly string[]): BlockList {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', prefix = '', ...more] = network.split('/')
    const family = isIP(address)
    if (
      family === 0 ||
      more.length > 0 ||
      !/^\d{1,3}$/.test(prefix) ||
      Number(prefix) > (family === 6 ? 128 : 32)
    ) {
      throw unusable(`holds ${network}, which is no network such as 10.7.0.0/16`)
    }
    list.addSubnet(address, Number(prefix), family === 6 ? 'ipv6' : 'ipv4')
  }
  return list
}

function unusable(what: string, cause?: unknown): ServiceError {
  return new ServiceError('invalid-configuration', { detail: `CROSSWATCH_POSTS_FILE ${what}`, cause })
}
