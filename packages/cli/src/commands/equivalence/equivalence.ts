import { ApiError, type Client } from '@crosswatch/client'
import type { QueryResult, SubjectQuery } from '@crosswatch/protocol'
import { Option } from 'commander'
import { type Call, command } from '../../command.ts'
import { connect, type ConnectionOptions, connectionOptions } from '../../connect/connect.ts'
import { exitCodes, usageError } from '../../errors.ts'
import { numberOption } from '../options.ts'
import { type SubjectOptions, subjectOf, subjectOptions } from '../query/subject.ts'
import {
  compareAnswers,
  type Difference,
  faultReasons,
  legitimateReasons,
  type NodeAnswer,
  type Presence,
} from './compare-answers.ts'
import { questionsOf } from './questions.ts'

interface EquivalenceOptions extends ConnectionOptions, SubjectOptions {
  readonly with: string
  readonly alerts: number
}

interface Equivalence {
  readonly queries: number
  /** Alerts that both nodes showed. */
  readonly shown: number
  readonly faults: readonly Difference[]
  readonly legitimate: readonly Difference[]
}

const describing = new Set(subjectOptions.map((option) => option.attributeName()))

/** Who may both query and see which alerts there are. */
const defaultUser = 'analyst'
const purpose = 'alert-management'

/** `crosswatch equivalence`: the same queries at an issuer's node and at a recipient's return the same hits. */
export const equivalenceCommand = command<EquivalenceOptions>({
  name: 'equivalence',
  summary: 'ask two nodes the same, and compare what they find',
  details:
    'Without a description it asks for the alerts that the first node issued, by their names, birth dates, numbers and contacts. Two ' +
    'nodes may differ lawfully: an agreement does not bring an alert or its identity to one of them, officers of one cleared a ' +
    'document, or a name by itself is rarer on one list than on the other. Everything else ends with exit code 3. Every look is recorded at both nodes.',
  examples: [
    'equivalence --node XA --with XB',
    'equivalence --node XA --with XB --name "VANTU Dragomir" --birth-date 1979 --json',
  ],
  options: [
    new Option('--with <code>', 'the node to compare with').makeOptionMandatory(),
    numberOption('--alerts <number>', 'alerts of the first node to ask for at most', 1).default(50),
    ...subjectOptions,
    ...connectionOptions(defaultUser),
  ],
  async run(call) {
    const { options, terminal, output } = call
    if (options.gateway !== undefined || options.node === undefined) {
      throw usageError('Both nodes belong to a federation on this machine: --node XA --with XB.')
    }
    const [first, second] = await Promise.all(
      [options.node, options.with].map((node) => connect({ ...options, node }, terminal, defaultUser)),
    )
    if (first === undefined || second === undefined) throw usageError('Name two nodes.')
    const questions = await questionsFor(call, first.client)
    if (questions.length === 0) throw usageError('The first node has no alert in force to ask for.')
    const nodes = [
      { code: options.node.toUpperCase(), client: first.client },
      { code: options.with.toUpperCase(), client: second.client },
    ] as const
    const result = await compareAll(nodes, questions, call)
    output.result(result, () => equivalenceText(result))
    return result.faults.length === 0 ? exitCodes.ok : exitCodes.verificationFailed
  },
})

interface Node {
  readonly code: string
  readonly client: Client
}

async function questionsFor({ options, terminal }: Call<EquivalenceOptions>, client: Client) {
  const { alerts } = options
  if (Object.keys(options).some((name) => describing.has(name))) return [await subjectOf(options, terminal)]
  const questions: SubjectQuery[] = []
  let asked = 0
  for await (const { id } of client.alerts.list({ origin: 'own', state: 'active' })) {
    if (asked++ >= alerts) break
    questions.push(...questionsOf(await client.alerts.show(id)))
  }
  return questions
}

async function compareAll(
  [first, second]: readonly [Node, Node],
  questions: readonly SubjectQuery[],
  { output, terminal }: Call<EquivalenceOptions>,
): Promise<Equivalence> {
  using bar = output.bar('queries', questions.length)
  const differences: Difference[] = []
  let shown = 0
  for (const [at, subject] of questions.entries()) {
    terminal.interrupted.throwIfAborted()
    const ask = async (node: Node, other: Node): Promise<NodeAnswer> => ({
      node: node.code,
      answer: await node.client.queries.ask({ purpose, subject }),
      presence: (result) => presenceAt(node, other, result),
    })
    const answers = await Promise.all([ask(first, second), ask(second, first)])
    const [{ answer: here }, { answer: there }] = answers
    shown += here.results.filter(({ alert }) => there.results.some((one) => one.alert === alert)).length
    differences.push(...(await compareAnswers(...answers)))
    bar.update(at + 1)
  }
  const isFault = ({ reason }: Difference) => reason in faultReasons
  return {
    queries: questions.length,
    shown,
    faults: differences.filter(isFault),
    legitimate: differences.filter((one) => !isFault(one)),
  }
}

/** Why a node does not show an alert that the other one shows. */
async function presenceAt(node: Node, other: Node, { alert, issuer }: QueryResult): Promise<Presence> {
  try {
    const { content } = await node.client.alerts.show(alert)
    return content.identity === undefined ? 'not-addressed' : 'searchable'
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 404) throw error
  }
  // Only the issuer knows to whom it sent an alert.
  if (issuer !== other.code) return 'not-addressed'
  const { recipients } = await other.client.alerts.show(alert)
  return recipients.some(({ jurisdiction }) => jurisdiction === node.code) ? 'missing' : 'not-addressed'
}

function equivalenceText({ queries, shown, faults, legitimate }: Equivalence): string {
  const reasons = { ...legitimateReasons, ...faultReasons }
  const lines = (differences: readonly Difference[]) =>
    differences.map(({ alert, node, reason }) => `  ${alert} at ${node}: ${reasons[reason]}`)
  return [
    `${queries} queries: ${shown} alerts shown by both, ${faults.length} faults, ${legitimate.length} lawful differences`,
    ...(faults.length > 0 ? ['Faults:', ...lines(faults)] : []),
    ...(legitimate.length > 0 ? ['Lawful differences:', ...lines(legitimate)] : []),
  ].join('\n')
}
