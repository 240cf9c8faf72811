import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { sha256Hex, utf8 } from '@crosswatch/protocol'
import type { App } from '@crosswatch/service-kit'

/** Files that pages refer to. Their addresses change with their content, so browsers may keep them for good. */
export interface Assets {
  readonly styles: readonly string[]
  readonly script: string
  readonly icon: string
  readonly files: ReadonlyMap<string, AssetFile>
}

interface AssetFile {
  readonly type: string
  readonly content: string
}

/** Reads the files once. Nothing is fetched from anywhere else, ever. */
export async function loadAssets(): Promise<Assets> {
  const files = new Map<string, AssetFile>()
  const add = (name: string, type: string, content: string) => {
    const [base = '', extension = ''] = name.split('.')
    const address = `/assets/${base}-${sha256Hex(utf8(content)).slice(0, 16)}.${extension}`
    files.set(address, { type: `${type}; charset=utf-8`, content })
    return address
  }
  const own = (name: string) => readFile(new URL(`../../assets/${name}`, import.meta.url), 'utf8')
  const frontend = import.meta.resolve('govuk-frontend/dist/govuk/govuk-frontend.min.css')
  const [govuk, styles, script, icon] = await Promise.all([
    readFile(fileURLToPath(frontend), 'utf8'),
    own('console.css'),
    own('console.js'),
    own('icon.svg'),
  ])
  return {
    styles: [
      add('govuk.css', 'text/css', withoutCrownProperty(govuk)),
      add('console.css', 'text/css', styles),
    ],
    script: add('console.js', 'text/javascript', script),
    icon: add('icon.svg', 'image/svg+xml', icon),
    files,
  }
}

/** What the reader's system has, narrow enough for dense pages; other scripts come from wherever it keeps them. */
const ownFonts = `-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",Arial,sans-serif`

/** The styles of govuk-frontend are free (MIT); its typeface and the crest are not ours to use (see its README). */
function withoutCrownProperty(css: string): string {
  return css
    .replaceAll(/@font-face\{[^}]*\}/g, '')
    .replaceAll('GDS Transport,arial,sans-serif', ownFonts)
    .replaceAll(/url\(\/assets\/images\/govuk-crest\.svg\)/g, 'none')
    .replaceAll(/\/\*#[^*]*\*\//g, '')
}

export function assetRoutes(app: App, { files }: Assets): void {
  for (const [address, { type, content }] of files) {
    app.get(address, { config: { public: true }, schema: { hide: true } }, async (_request, reply) =>
      reply.type(type).header('cache-control', 'public, max-age=31536000, immutable').send(content),
    )
  }
}
