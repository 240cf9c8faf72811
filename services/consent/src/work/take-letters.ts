import type { ConsentContext } from '../context.ts'
import { markLettersTaken, readLetters } from '../store/exchange.ts'
import type { OpenQuestions } from './ask.ts'
import { takeReceipt } from './take-receipt.ts'
import { takeRelease, takeReleaseRequest } from './take-release.ts'

const batch = 64

/**
 * Takes in what other nodes say to this service, in the order in which it came; everything of a batch in one transaction.
 *
 * @returns whether there may be more
 */
export async function takeLetters(context: ConsentContext, questions: OpenQuestions): Promise<boolean> {
  const letters = await readLetters(context.connection.db, ['receipt', 'release-request', 'release'], batch)
  if (letters.length === 0) return false
  await context.connection.transaction(async (tx) => {
    for (const letter of letters) {
      if (letter.kind === 'receipt') await takeReceipt(context, tx, letter)
      if (letter.kind === 'release-request') await takeReleaseRequest(context, tx, letter)
    }
    await markLettersTaken(tx, letters)
  })
  for (const letter of letters) if (letter.kind === 'release') takeRelease(context, questions, letter)
  return letters.length === batch
}
