// Makes `src/generated` anew from the OpenAPI documents of a federation that runs on this machine:
//
//   npm start -- --detach
//   node infra/setup.mjs packages/client/tools/generate.ts [DATA FOLDER]

import { readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  documentFile,
  documentForClients,
  documentText,
  type OpenApiDocument,
  services,
  typesFile,
  typesOf,
} from './documents.ts'

const folder = resolve(
  process.env.CROSSWATCH_CALLER_DIRECTORY ?? process.cwd(),
  process.argv[2] ?? fileURLToPath(new URL('../../../.data/federation', import.meta.url)),
)
const federation: { nodes: { services: Record<string, { url: string }> }[] } = JSON.parse(
  await readFile(join(folder, 'federation.json'), 'utf8'),
)
for (const service of services) {
  const response = await fetch(`${federation.nodes[0]?.services[service]?.url}/openapi.json`)
  const served: OpenApiDocument = JSON.parse(await response.text())
  const document = documentForClients(served)
  await writeFile(documentFile(service), documentText(document))
  await writeFile(typesFile(service), await typesOf(document, service))
  process.stdout.write(`${service}: ${Object.keys(document.paths).length} paths\n`)
}
