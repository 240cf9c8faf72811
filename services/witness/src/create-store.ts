// Makes the store of a witness, once: node infra/setup.mjs services/witness/src/create-store.ts FOLDER
import { ServiceError } from '@crosswatch/protocol'
import { createCheckpointStore } from './checkpoint-store.ts'

const [folder] = process.argv.slice(2)
const usage = 'create-store.ts FOLDER\n\nMakes the folder in which a witness remembers what it cosigned.\n'
if (folder === '--help') process.stdout.write(usage)
else if (folder === undefined || folder === '' || folder.startsWith('-')) {
  process.stderr.write(usage)
  process.exitCode = 2
} else {
  try {
    await createCheckpointStore(folder)
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    process.stderr.write(`crosswatch witness: ${error.message}\n`)
    process.exitCode = error.code === 'already-exists' ? 3 : 1
  }
}
