// Makes EVENTS.md from the catalogue of event types: node infra/setup.mjs packages/protocol/tools/event-catalogue.ts
import { writeFile } from 'node:fs/promises'
import { eventDocument, eventDocumentFile } from './event-document.ts'

await writeFile(eventDocumentFile, eventDocument())
