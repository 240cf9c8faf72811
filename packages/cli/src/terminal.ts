/** Where a command runs: what it reads, where it writes, and whose settings it has. Made once, by `main.ts`. */
export interface Terminal {
  readonly stdin: NodeJS.ReadStream
  /** Results, and nothing else. */
  readonly stdout: OutputStream
  /** What is going on: progress, questions, errors. */
  readonly stderr: OutputStream
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Where the person stands; relative paths begin here. */
  readonly directory: string
  readonly now: () => Date
  /** Aborted by Ctrl-C. */
  readonly interrupted: AbortSignal
}

export interface OutputStream extends NodeJS.WritableStream {
  readonly isTTY?: boolean
  readonly columns?: number
}
