import { ApiError, type Client, ConnectionError } from '@crosswatch/client'
import type { ImportRequest, ImportStatus } from '@crosswatch/protocol'
import type { Call } from '../../command.ts'
import type { Connection } from '../../connect/connect.ts'
import { CommandError } from '../../errors.ts'
import type { ListFile } from '../../import/files/open-list.ts'
import type { ListFormat } from '../../import/list-format.ts'
import { createPreparer, type ImportSettings, type PreparedRow } from '../../import/prepare.ts'
import { createReport, type ImportReport, type ReportBuilder, unreadableRows } from '../../import/report.ts'
import { sendRows } from '../../import/send.ts'
import { createCountryFinder } from '../../import/text/countries.ts'

export interface ListTask {
  readonly format: ListFormat
  readonly file: ListFile
  readonly settings: ImportSettings
  readonly call: Call<{ readonly inFlight: number }>
}

export interface SendTask extends ListTask {
  readonly connection: Connection
  readonly request: ImportRequest
}

export interface ImportOutcome {
  readonly report: ImportReport
  readonly status: ImportStatus
}

/** Reads and checks a list and sends nothing. */
export async function checkList(task: ListTask): Promise<ImportReport> {
  const report = createReport()
  using bar = task.call.output.bar('reading', task.file.bytes)
  for await (const row of preparedRows(task, report, (bytes) => bar.update(bytes))) void row
  return report.report()
}

/**
 * Drafts the rows of a list and submits them for approval. What was begun is dropped if it cannot be finished, so that
 * half a list is never approved; and if nothing changed, there is nothing to approve.
 */
export async function sendList(task: SendTask): Promise<ImportOutcome> {
  const { client, undoing } = task.connection
  const { id } = await client.imports.create(task.request)
  try {
    const report = await sendAll(task, id)
    checkComplete(task.request, report)
    const submitted = await submitSurely(client, id)
    const nothing = submitted.drafted === 0 && submitted.missing === 0
    return { report, status: nothing ? await client.imports.discard(id) : submitted }
  } catch (error) {
    await undoing.imports.discard(id).catch(() => {
      task.call.output.note(
        `What was begun could not be dropped: crosswatch import discard ${id} ${task.connection.sameNode}`,
      )
    })
    throw error
  }
}

/**
 * What is not among the rows of a complete list is withdrawn, so a row that nobody can read must not pass for one that is gone.
 *
 * @throws {CommandError}
 */
function checkComplete({ complete }: ImportRequest, report: ImportReport): void {
  const [first] = unreadableRows(report)
  if (!complete || first === undefined) return
  throw new CommandError(
    `Row ${first} cannot be read, so the list cannot count as complete; correct it, or import without --complete.`,
  )
}

/** A submission whose answer was lost may have been one: the node is asked before it is repeated. */
async function submitSurely(client: Client, id: string): Promise<ImportStatus> {
  try {
    return await client.imports.submit(id)
  } catch (error) {
    if (!isPassing(error)) throw error
    const status = await client.imports.show(id)
    return status.state === 'open' ? client.imports.submit(id) : status
  }
}

function isPassing(error: unknown): boolean {
  return error instanceof ConnectionError || (error instanceof ApiError && error.status >= 502)
}

async function sendAll(task: SendTask, id: string): Promise<ImportReport> {
  const { client } = task.connection
  const report = createReport()
  using bar = task.call.output.bar('importing', task.file.bytes)
  let read = 0
  const show = () => {
    const { drafted, unchanged, refused } = report.report()
    bar.update(read, `${drafted} drafted, ${unchanged} unchanged, ${refused.length} refused`)
  }
  const rows = preparedRows(task, report, (bytes) => {
    read = bytes
    show()
  })
  await sendRows(rows, {
    inFlight: task.call.options.inFlight,
    addRows: (chunk) => client.imports.addRows(id, chunk),
    onSent: (chunk, result) => {
      report.sent(chunk, result)
      show()
    },
  })
  return report.report()
}

async function* preparedRows(
  { format, file, settings, call }: ListTask,
  report: ReportBuilder,
  onRead: (bytes: number) => void,
): AsyncGenerator<PreparedRow> {
  const prepare = createPreparer(settings)
  for await (const read of format.read(file, { findCountry: createCountryFinder(), onRead })) {
    call.terminal.interrupted.throwIfAborted()
    const row = prepare(read)
    if (row.kind === 'refused') {
      report.refuse(row)
    } else {
      report.prepare(row)
      yield row
    }
  }
}
