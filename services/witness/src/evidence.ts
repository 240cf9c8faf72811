import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256Hex, utf8 } from '@crosswatch/protocol'
import { createDurably, isErrno } from '@crosswatch/service-kit'
import { formatEquivocation, type NoteVerifier, provesEquivocation } from '@crosswatch/transparency'

/** Proofs that logs have signed two histories: `<folder>/evidence-<SHA-256 of the origin>.json`. */
export interface EvidenceFiles {
  /**
   * Keeps two checkpoints of one size with two roots, which whoever has the log's public key can verify.
   *
   * @param held what was cosigned last
   * @param asked what the log wants cosigned
   * @returns whether they prove anything
   */
  keep(origin: string, held: string, asked: string, verifiers: readonly NoteVerifier[]): Promise<boolean>
  /** The first piece against this log: more prove no more. */
  against(origin: string): Promise<string | undefined>
}

export function openEvidenceFiles(folder: string): EvidenceFiles {
  const pathOf = (origin: string) => join(folder, `evidence-${sha256Hex(utf8(origin))}.json`)
  return {
    async keep(origin, first, second, verifiers) {
      const evidence = { origin, first, second }
      if (!provesEquivocation(evidence, verifiers)) return false
      await createDurably(pathOf(origin), `${formatEquivocation(evidence)}\n`)
      return true
    },
    against: (origin) =>
      readFile(pathOf(origin), 'utf8').catch((error: unknown) => {
        if (isErrno(error, 'ENOENT')) return undefined
        throw error
      }),
  }
}
