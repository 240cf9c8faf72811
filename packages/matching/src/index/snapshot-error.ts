/** Why a snapshot was not taken; the caller builds the index from its source instead. */
export class SnapshotError extends Error {
  readonly code: 'not-a-snapshot' | 'other-version' | 'damaged'

  constructor(code: SnapshotError['code'], message: string) {
    super(message)
    this.name = 'SnapshotError'
    this.code = code
  }
}
