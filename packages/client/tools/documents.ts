import openapiTS, { astToString } from 'openapi-typescript'

/** The services whose routes the client calls, in the order in which they are generated. */
export const services = ['alerts', 'audit', 'consent', 'exchange', 'gateway', 'watchlist'] as const
export type ServiceName = (typeof services)[number]

export interface OpenApiDocument {
  readonly paths: Readonly<Record<string, unknown>>
  /** Routes as they are registered, for whoever examines access. */
  readonly 'x-routes'?: readonly string[]
}

/** A document without what no client calls: probes, tiles, and the gateway's way through to the other services. */
export function documentForClients(document: OpenApiDocument): OpenApiDocument {
  const paths = Object.entries(document.paths).filter(
    ([path]) => !/^\/(livez|readyz)$|\{\*\}$|^\/api\/\w+\/$/.test(path),
  )
  const { 'x-routes': _routes, ...rest } = document
  return { ...rest, paths: Object.fromEntries(paths) }
}

/** The TypeScript types of a document's paths, as text. Our documents have everything inline: nothing else stands behind them. */
export async function typesOf(document: OpenApiDocument, service: ServiceName): Promise<string> {
  const types = astToString(await openapiTS(JSON.stringify(document)))
  const [paths = ''] = types.split('\nexport type webhooks')
  return `// Made from ${service}.openapi.json by tools/generate.ts. Do not edit.\n\n${paths}\n`
}

/** Where the documents and the types made from them stand. */
export function documentFile(service: ServiceName): URL {
  return new URL(`../src/generated/${service}.openapi.json`, import.meta.url)
}

export function typesFile(service: ServiceName): URL {
  return new URL(`../src/generated/${service}.ts`, import.meta.url)
}

/** How a document is written: the same text for the same document, one line for each path. */
export function documentText({ paths, ...rest }: OpenApiDocument): string {
  const lines = Object.entries(paths).map(([path, item]) => `${JSON.stringify(path)}:${JSON.stringify(item)}`)
  return `${JSON.stringify(rest).slice(0, -1)},"paths":{\n${lines.join(',\n')}\n}}\n`
}
