// The tour in README.md: blocks marked `console`, where a line that begins with `$ crosswatch` is typed and what follows is
// the answer. It is played against a running federation and must say the same, but for what differs in every run.

export type Step = {
  /** The arguments of `crosswatch`, as typed. */
  readonly typed: string
  readonly answer: string
}

const BLOCK = /^```console\n([^]*?)^```$/gm

export function readTour(readme: string): readonly Step[] {
  return [...readme.matchAll(BLOCK)].flatMap(([, block = '']) =>
    block
      .split(/^\$ crosswatch /m)
      .slice(1)
      .map((step) => {
        const [typed = '', ...answer] = step.split('\n')
        return { typed, answer: answer.join('\n').trim() }
      }),
  )
}

/** The README with these steps in the place of those that it has. */
export function writeTour(readme: string, steps: readonly Step[]): string {
  const left = [...steps]
  return readme.replace(BLOCK, (_, block: string) => {
    const own = left.splice(0, block.split(/^\$ crosswatch /m).length - 1)
    const text = own.map(({ typed, answer }) => `$ crosswatch ${typed}\n${answer}\n`).join('\n')
    return `\`\`\`console\n${text}\`\`\``
  })
}

/** Splits what was typed as a shell does, as far as a tour needs it. */
export function argumentsOf(typed: string): readonly string[] {
  return [...typed.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '')
}

const ID = /\b(?:[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{64})\b/g

/** What is the same in every run: ids, times, sizes, keys and hashes are replaced by what they are. */
export function lasting(answer: string): string {
  return (
    answer
      .replaceAll(ID, 'ID')
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
      .replaceAll(/\b20\d\d-\d\d-\d\d\b/g, 'DAY')
      .replaceAll(/[\d.]+ s old/g, 'AGE old')
      .replaceAll(/\b[01]\.\d\d\b/g, 'SCORE')
      .replaceAll(/\+[0-9a-f]{8}\+[\w+/=]+/g, '+KEY')
      .replaceAll(/[\w+/]{43}=/g, 'HASH')
      .replaceAll(/\b\d+(?= (?:alerts|records)\b)/g, 'N')
      // Who confirmed it so far, and up to which record.
      .replaceAll(/(?:, all but the newest \d+)?, by X[A-Z]-\d[XA-Z\d, -]*$/gm, ', by WITNESSES')
      .replaceAll(/^\d+ +(?=TIME)/gm, 'INDEX  ')
      .replaceAll(/(?<=\S) {2,}/g, '  ')
  )
}

/** Ids, and digests to confirm, that stand in the README and those that took their place in this run: what is typed next may name them. */
export function idsOf(expected: string, actual: string): readonly (readonly [string, string])[] {
  const found = [...actual.matchAll(ID)]
  return [...expected.matchAll(ID)].flatMap(([id], place) => {
    const [other] = found[place] ?? []
    return other === undefined ? [] : [[id, other] as const]
  })
}
