import type { AlertRecord, QueryAnswer, QueryResult } from '@crosswatch/protocol'

const words = { hit: 'HIT', possible: 'POSSIBLE', none: 'NO HIT' } as const
const signs = { for: '+', against: '-', neutral: ' ' } as const

/** An answer as an officer reads it: the verdict first, then what to do, why, and whom to call. */
export function answerText({ verdict, results, index, record, zone }: QueryAnswer): string {
  const age = (index.ageMs / 1000).toFixed(1)
  return [
    `${isExercise(results) ? 'EXERCISE ' : ''}${words[verdict]}`,
    ...(zone === undefined ? [] : [zoneText(zone)]),
    ...results.map((result) => resultText(result)),
    '',
    `${index.alerts} alerts searched, ${age} s old. This look is recorded as ${record}.`,
  ].join('\n')
}

/** An answer that rests on drills alone must never be acted upon. */
export function isExercise(results: QueryAnswer['results']): boolean {
  return results.length > 0 && results.every(({ mode }) => mode === 'exercise')
}

/** What was opened of one alert, after what the query said of it. */
export function recordText({ result, identity, posting, grounds, record }: AlertRecord): string {
  const parts = Object.entries({ Identity: identity, Posting: posting, Grounds: grounds }).flatMap(
    ([title, content]) =>
      content === undefined
        ? []
        : [
            `  ${title}`,
            ...JSON.stringify(content, undefined, 2)
              .split('\n')
              .map((line) => `    ${line}`),
          ],
  )
  return [resultText(result).trimStart(), ...parts, '', `This look is recorded as ${record}.`].join('\n')
}

function resultText(result: QueryResult): string {
  const { contact, grade, handling, cautions, mode, label, score, evidence = [] } = result
  const fit = score === undefined ? result.verdict : `${result.verdict}, ${score.toFixed(2)}`
  const lines: [string, string][] = [
    ['', `${label ?? `Alert of ${result.issuerName}`}  (${fit})`],
    ...(mode === 'exercise'
      ? [['', 'EXERCISE: this is a drill. Do not act upon it.'] as [string, string]]
      : []),
    ...(result.flagged === true
      ? [['', 'FLAGGED: not acted upon in this jurisdiction.'] as [string, string]]
      : []),
    ...(result.contested === true ? [['', 'CONTESTED: its subject disputes it.'] as [string, string]] : []),
    ['Action', result.instruction],
    ['Reason', result.reasons.map(({ title }) => title).join('; ')],
    ...(cautions.length === 0 ? [] : [['Caution', cautions.join(', ')] as [string, string]]),
    ['Contact', [contact.desk, contact.phone, contact.email, contact.hours].filter(Boolean).join(', ')],
    ['Issuer', `${result.issuerName} (${result.issuer})`],
    [
      'Alert',
      `${result.alert} version ${result.version}, ${result.category}, until ${result.validUntil.slice(0, 10)}`,
    ],
    ...(grade && handling
      ? [
          [
            'Grade',
            `source ${grade.source}, information ${grade.information}; TLP:${handling.tlp}, onward use: ${handling.onwardUse}`,
          ] as [string, string],
        ]
      : []),
    ...evidence.map(({ effect, note }): [string, string] => ['Evidence', `${signs[effect]} ${note}`]),
  ]
  let before = ''
  return lines
    .map(([title, text]) => {
      const shown = title === before ? '' : title
      before = title
      return title === '' ? `\n${text}` : `  ${shown.padEnd(9)} ${text}`
    })
    .join('\n')
}

function zoneText({ format, failed }: NonNullable<QueryAnswer['zone']>): string {
  if (format === null) return 'What was given as machine-readable zone is none.'
  return failed.length === 0
    ? `Machine-readable zone ${format}: all check digits agree.`
    : `Machine-readable zone ${format}: check digits disagree in ${failed.join(', ')}.`
}
