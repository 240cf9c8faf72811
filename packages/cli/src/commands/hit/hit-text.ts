import type { HitCountList, HitCounts, HitDetail, HitSummary, ThreadEntry } from '@crosswatch/protocol'
import { table } from '../../text-table.ts'

export function hitsText(hits: readonly HitSummary[]): string {
  if (hits.length === 0) return 'No hits.'
  return table(
    ['state', 'reported', 'by', 'issuer', 'category', 'answer by', 'hit'],
    hits.map((hit) => [
      stateOf(hit),
      hit.createdAt,
      hit.reporter,
      hit.issuer,
      hit.category,
      hit.dueBy,
      hit.id,
    ]),
  )
}

function stateOf({ state, outcome, overdue, danger }: HitSummary): string {
  return [outcome ?? state, overdue && 'OVERDUE', danger && state === 'open' && 'DANGER']
    .filter(Boolean)
    .join(' ')
}

/** The report, then the thread in the order in which it came. */
export function hitText({ hit, report, messages }: HitDetail): string {
  const { desk, phone, email, hours } = report.contact
  const contact = [desk, phone, email, hours].filter((part) => part !== undefined).join(', ')
  return [
    `Hit ${hit.id}: ${stateOf(hit)}`,
    `Alert ${hit.alert} of ${hit.issuer}, version ${hit.version}, ${hit.category}`,
    `Reported by ${hit.reporter}: ${report.at.slice(0, 13)}h UTC, ${report.place}, ${report.taken}`,
    `Call ${contact}`,
    ...(report.note === undefined ? [] : [report.note]),
    ...messages.map(entryText),
  ].join('\n')
}

function entryText(entry: ThreadEntry): string {
  const { id, from, at, overdue, evidence } = entry
  const opened = evidence?.exhibits.map(({ kind, sha256 }) => `  exhibit ${sha256} ${kind}`) ?? []
  const lines = [
    ...contentLines(entry.content),
    ...(evidence === null ? [] : [`evidence: ${evidence.caseReference}`, ...opened]),
  ]
  const head = `\n${at}  ${from}  ${entry.content.kind}${overdue ? '  OVERDUE' : ''}  ${id}`
  return [head, ...lines.map((line) => `  ${line}`)].join('\n')
}

function contentLines(content: ThreadEntry['content']): string[] {
  switch (content.kind) {
    case 'request':
      return [content.question, `on the basis of ${content.legalBasis}, by ${content.dueBy}`]
    case 'answer':
      return [content.text, `to request ${content.request}`]
    case 'handover':
      return [`${content.from} to ${content.to}, ${content.handedAt}`, ...content.exhibits]
    case 'handover-confirmed':
      return [`confirms handover ${content.handover}`]
    case 'closing':
      return [content.outcome]
  }
}

export function countsText({ counts, issuers }: HitCountList): string {
  if (counts.length === 0) return 'No alert was met yet.'
  const numbers = (one: Omit<HitCounts, 'alert' | 'issuer' | 'category'>) => [
    String(one.hits),
    String(one.open),
    String(one.confirmed),
    String(one.notThisPerson),
    String(one.undetermined),
    precisionOf(one),
  ]
  const columns = ['hits', 'open', 'right', 'somebody else', 'undetermined', 'precision']
  return [
    table(
      ['issuer', 'alerts', ...columns],
      issuers.map((one) => [one.issuer, String(one.alerts), ...numbers(one)]),
    ),
    table(
      ['alert', 'issuer', 'category', ...columns],
      counts.map((one) => [one.alert, one.issuer, one.category, ...numbers(one)]),
    ),
  ].join('\n\n')
}

function precisionOf({ confirmed, notThisPerson }: Pick<HitCounts, 'confirmed' | 'notThisPerson'>): string {
  const clear = confirmed + notThisPerson
  return clear === 0 ? '-' : `${Math.round((confirmed / clear) * 100)} %`
}
