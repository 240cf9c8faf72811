import { resolve } from 'node:path'
import type { Client } from '@crosswatch/client'
import {
  type ForeignLook,
  type LookSearch,
  type LookState,
  lookStates,
  type ReceiptAccounts,
} from '@crosswatch/protocol'
import { Option } from 'commander'
import { command } from '../../command.ts'
import { connect, type ConnectionOptions, connectionOptions } from '../../connect/connect.ts'
import { trustedFederation, type TrustOptions, trustOptions } from '../../connect/trusted-federation.ts'
import { exitCodes, usageError } from '../../errors.ts'
import { openList } from '../../import/files/open-list.ts'
import { table } from '../../text-table.ts'
import { idArgument } from '../options.ts'
import { linesOf } from './lines-of.ts'
import { type Mismatch, matchReceipts } from './match-receipts.ts'
import { type LookVerdict, trustedLogs, verifyLook } from './verify-looks.ts'

interface ReceiptsOptions extends TrustOptions {
  readonly of?: string
  readonly alert?: string
  readonly state?: LookState
  readonly reference?: string
  readonly against?: string
  readonly verify?: boolean
}

/** `crosswatch audit receipts`: how others looked at alerts of this node, and whether what they say of it is true. */
export const receiptsCommand = command<ReceiptsOptions>({
  name: 'receipts',
  summary: 'show what the others told of their looks at alerts of this node, and what does not fit',
  details:
    'Without a filter: what each jurisdiction told and was told, places of its log that no receipt accounts for, and reported hits ' +
    'that no receipt tells of. With --of, --alert or --state: the looks; with --verify each by its proof, under the key of the log that its root certified. With --of and --against: every look that an export of that ' +
    `log shows is compared with every receipt. Verify the export first. Ends with ${exitCodes.verificationFailed} if a look is refuted, its proof does not hold, or one of look and receipt lacks the other.`,
  examples: [
    'audit receipts --node XA',
    'audit receipts --alert 0198f000-0000-7000-8000-000000000001 --node XA',
    'audit receipts --of XB --verify --node XA',
    'audit receipts --of XB --against access-log-xb.ndjson --node XA',
  ],
  options: [
    new Option('--of <code>', 'who looked'),
    new Option('--alert <id>', 'looks at this alert'),
    new Option('--state <state>', 'what their log says of it').choices(lookStates),
    new Option('--against <file>', "an export of that jurisdiction's log").conflicts(['alert', 'state']),
    new Option('--verify', 'verify the proof of each look, offline').conflicts(['against']),
    new Option('--reference <text>', 'your own case or control reference'),
    ...trustOptions('auditor'),
  ],
  async run({ options, terminal, output }) {
    const { of, alert, state, against, reference } = options
    if (against !== undefined && of === undefined) throw usageError('Say whose log it is: --of.')
    const { client } = await connect(options, terminal, 'auditor')
    if (of === undefined && alert === undefined && state === undefined && options.verify !== true) {
      const accounts = await client.records.receipts()
      output.result(accounts, () => accountsText(accounts))
      return exitCodes.ok
    }
    const looks = await allForeignLooks(client, {
      purpose: 'oversight',
      ...(of && { jurisdiction: of }),
      ...(alert && { alert: idArgument(alert) }),
      ...(state && { state }),
      ...(reference && { reference }),
    })
    if (options.verify === true) {
      const federation = await trustedFederation(options, terminal)
      if (federation === undefined) {
        throw usageError('Say which federation you trust: --federation-file with --pin.')
      }
      const logs = await trustedLogs(federation, looks, client)
      const verified = looks.map((look) => {
        const log = logs.get(look.jurisdiction)
        return { ...look, verdict: log === undefined ? ('unproven' as const) : verifyLook(look, log) }
      })
      output.result({ looks: verified }, () => verdictText(verified))
      const wrong = verified.some(({ verdict }) => verdict === 'refuted' || verdict === 'invalid')
      return wrong ? exitCodes.verificationFailed : exitCodes.ok
    }
    if (of === undefined || against === undefined) {
      output.result({ looks }, () => looksText(looks))
      return exitCodes.ok
    }
    const [{ jurisdiction }, accounts] = await Promise.all([
      client.feeds.federation(),
      client.records.receipts(),
    ])
    const until = accounts.jurisdictions.find((one) => one.jurisdiction === of)?.received.until ?? 0
    const list = await openList(resolve(terminal.directory, against), ['access-log.ndjson'])
    using bar = output.bar('comparing', list.bytes)
    const lines = linesOf(list.text((bytes) => bar.update(bytes)))
    const mismatches = await matchReceipts(lines, looks, { issuer: jurisdiction, until })
    output.result({ compared: looks.length, until, mismatches }, () =>
      mismatchText(mismatches, looks.length, until),
    )
    return mismatches.length === 0 ? exitCodes.ok : exitCodes.verificationFailed
  },
})

/** `crosswatch audit resolve`: who stands behind a pseudonym in a receipt that this node gave. */
export const resolveCommand = command<
  ConnectionOptions & { readonly towards: string; readonly reference?: string }
>({
  name: 'resolve <pseudonym>',
  summary: 'tell which officer of this node stands behind a pseudonym that another jurisdiction was given',
  examples: ['audit resolve 3q2-7wAAAAAAAAAAAAAAAA --towards XA --node XB --reference "request 12"'],
  options: [
    new Option('--towards <code>', 'the jurisdiction that it was given to').makeOptionMandatory(),
    new Option('--reference <text>', 'your own case or control reference'),
    ...connectionOptions('auditor'),
  ],
  async run({ options, args, terminal, output }) {
    const { towards, reference } = options
    const { client } = await connect(options, terminal, 'auditor')
    const officer = await client.records.resolve({
      purpose: 'oversight',
      jurisdiction: towards,
      pseudonym: args[0] ?? '',
      ...(reference && { reference }),
    })
    output.result({ officer }, () => officer)
  },
})

async function allForeignLooks(client: Client, search: LookSearch): Promise<ForeignLook[]> {
  const looks: ForeignLook[] = []
  for (let after: number | null | undefined; after !== null;) {
    const page = await client.records.foreignLooks({ ...search, limit: 200, ...(after && { after }) })
    looks.push(...page.looks)
    after = page.next
  }
  return looks
}

function accountsText({ jurisdictions, unaccountedHits }: ReceiptAccounts): string {
  const rows = jurisdictions.map(({ jurisdiction, received, sent }) => [
    jurisdiction,
    String(received.looks),
    String(received.refuted),
    String(received.waiting),
    `${received.until}/${received.cosigned ?? '-'}`,
    received.silent ? 'SILENT' : (received.last ?? '-'),
    String(received.gaps.reduce((sum, { from, until }) => sum + until - from, 0)),
    String(sent.looks),
  ])
  const hits = unaccountedHits.map(
    ({ jurisdiction, alert, at, record }) =>
      `NO RECEIPT  ${jurisdiction} reported a hit on alert ${alert} (${at}, record ${record}) and told of no look at it in the seven days before`,
  )
  const titles = [
    'who looked',
    'looks',
    'refuted',
    'waiting',
    'told up to',
    'last receipt',
    'left out',
    'told them',
  ]
  return [table(titles, rows), ...hits].join('\n')
}

function looksText(looks: readonly ForeignLook[]): string {
  if (looks.length === 0) return 'No looks.'
  return table(
    ['hour', 'who looked', 'officer', 'operation', 'purpose', 'place', 'their log', 'alerts'],
    looks.map((look) => [
      look.at,
      look.jurisdiction,
      look.officer,
      look.operation,
      look.purpose ?? '-',
      String(look.place),
      look.state,
      look.alerts.map(({ alert }) => alert).join(' '),
    ]),
  )
}

type Judged = ForeignLook & { readonly verdict: LookVerdict }

function verdictText(looks: readonly Judged[]): string {
  const count = (verdict: LookVerdict) => looks.filter((look) => look.verdict === verdict).length
  const wrong = looks.filter(({ verdict }) => verdict === 'refuted' || verdict === 'invalid')
  return [
    `${wrong.length === 0 ? 'VERIFIED' : 'NOT VERIFIED'}  ${count('verified')} of ${looks.length} looks stand in the log of who looked`,
    ...(count('unproven') === 0 ? [] : [`  ${count('unproven')} have no proof yet`]),
    ...wrong.map(({ jurisdiction, place, verdict }) =>
      verdict === 'refuted'
        ? `  ${jurisdiction}, place ${place}: its log says something else`
        : `  ${jurisdiction}, place ${place}: the proof does not hold`,
    ),
  ].join('\n')
}

function mismatchText(mismatches: readonly Mismatch[], compared: number, until: number): string {
  if (mismatches.length === 0) {
    return `MATCHED  ${compared} receipts, and every look at an alert of this node in ${until} records`
  }
  return [
    `NOT MATCHED  ${mismatches.length}`,
    ...mismatches.map(({ place, problem }) => `  place ${place}: ${problem}`),
  ].join('\n')
}
