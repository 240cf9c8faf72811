import { identifierKeys } from '@crosswatch/matching'
import { AlertDraft, categories, type Category, draftProblems } from '@crosswatch/protocol'
import { Compile } from 'typebox/compile'
import type { ListRow, ReadRow, RefusedRow } from './list-format.ts'
import { present } from './text/clean.ts'
import { endOfValidity, type Period } from './validity.ts'

/** What an import says of every row that does not say it itself. */
export interface ImportSettings {
  /** Fields of the draft. */
  readonly draft: Readonly<Record<string, unknown>>
  readonly grounds: Readonly<Record<string, unknown>>
  /** In place of what the rows themselves say. */
  readonly category?: Category
  /** How long the alerts stand, or when they end. */
  readonly period?: Period
  readonly validUntil?: string
  /** Leave out what the list itself says has ended. */
  readonly onlyCurrent: boolean
  readonly now: Date
}

/** A row that meets every rule known here. */
export interface PreparedRow {
  readonly kind: 'prepared'
  readonly row: number
  readonly ref: string
  readonly label?: string
  readonly draft: AlertDraft
  /** The list says that its measure has ended. */
  readonly hasEnded: boolean
  readonly leftOut: readonly string[]
}

const longestRef = 120

/** Makes drafts of rows: completes them, checks them against the schema and the rules, and refuses a reference seen twice. */
export function createPreparer(settings: ImportSettings): (row: ReadRow) => PreparedRow | RefusedRow {
  const seen = new Set<string>()
  const withOwnNumbers = createNumberKeeper()
  const today = settings.now.toISOString().slice(0, 10)
  return (row) => {
    if (row.kind === 'refused') return row
    const hasEnded = row.ended !== undefined && row.ended < today
    const problem = problemOfRow(row, seen, settings.onlyCurrent && hasEnded)
    if (problem !== undefined) return refuse(row, [problem])
    seen.add(row.ref)
    const completed = complete(row, settings)
    if (!isDraft.Check(completed)) return refuse(row, schemaProblems(completed))
    const { draft, shared } = withOwnNumbers(completed)
    const problems = draftProblems(draft, settings.now)
    if (problems.length > 0)
      return refuse(
        row,
        problems.map(({ path, problem: rule }) => `${path} ${rule}`),
      )
    const { row: number, ref, label } = row
    const leftOut = shared ? [...row.leftOut, 'number-of-an-earlier-row'] : row.leftOut
    return {
      kind: 'prepared',
      row: number,
      ref,
      ...(label === undefined ? {} : { label }),
      draft,
      hasEnded,
      leftOut,
    }
  }
}

/**
 * A number of a document or registration makes two alerts of one node alerts on the same subject, and the second is refused.
 * Lists hold such rows: shops of one owner under one tax number. The first row keeps the number, which is found there;
 * the others keep their names.
 */
function createNumberKeeper(): (draft: AlertDraft) => {
  readonly draft: AlertDraft
  readonly shared: boolean
} {
  const taken = new Set<string>()
  return (draft) => {
    const { identity } = draft
    if (identity === undefined) return { draft, shared: false }
    const { documents = [], registrations = [], ...others } = identity
    const own = {
      documents: documents.filter(
        (one) => !identifierKeys({ documents: [one] }).some((key) => taken.has(key)),
      ),
      registrations: registrations.filter(
        (one) => !identifierKeys({ registrations: [one] }).some((key) => taken.has(key)),
      ),
    }
    for (const key of identifierKeys(own)) taken.add(key)
    const shared = own.documents.length < documents.length || own.registrations.length < registrations.length
    return shared
      ? { draft: { ...draft, identity: { ...others, ...present(own) } }, shared }
      : { draft, shared }
  }
}

function problemOfRow({ ref }: ListRow, seen: ReadonlySet<string>, isOver: boolean): string | undefined {
  if (ref.length > longestRef) return `the reference is longer than ${longestRef} characters`
  if (seen.has(ref)) return 'the list has this reference twice'
  return isOver ? 'its period has ended' : undefined
}

function complete(
  { content }: ListRow,
  { draft, grounds, category, period, validUntil, now }: ImportSettings,
): object {
  const chosen = category ?? content['category'] ?? draft['category']
  return {
    ...draft,
    validUntil: validUntil ?? (isCategory(chosen) ? endOfValidity(now, chosen, period) : undefined),
    ...content,
    category: chosen,
    grounds: { ...grounds, ...content.grounds },
  }
}

function isCategory(value: unknown): value is Category {
  return categories.some((category) => category === value)
}

const isDraft = Compile(AlertDraft)

/** Places and rules, without values: what a list holds is nobody's business but its own. */
function schemaProblems(draft: object): string[] {
  const problems = isDraft.Errors(draft).map(({ instancePath, keyword, message, params }) => {
    const missing =
      keyword === 'required' && 'requiredProperties' in params
        ? ` (${String(params.requiredProperties)})`
        : ''
    return `${instancePath === '' ? 'the row' : instancePath} ${message}${missing}`
  })
  return problems.slice(0, 5)
}

function refuse({ row, ref, label }: ListRow, reasons: readonly string[]): RefusedRow {
  return { kind: 'refused', row, ref, ...(label === undefined ? {} : { label }), reasons }
}
