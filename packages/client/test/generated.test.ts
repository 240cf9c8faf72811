import { readFile } from 'node:fs/promises'
import t from 'tap'
import { documentFile, type OpenApiDocument, services, typesFile, typesOf } from '../tools/documents.ts'

for (const service of services) {
  t.test(`the types of ${service} are those of its document`, async (t) => {
    const document: OpenApiDocument = JSON.parse(await readFile(documentFile(service), 'utf8'))
    const types = await readFile(typesFile(service), 'utf8')
    t.ok(types === (await typesOf(document, service)), 'else run tools/generate.ts again')
  })
}
