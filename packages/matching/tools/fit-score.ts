import { writeFileSync } from 'node:fs'
import type { SubjectQuery } from '@crosswatch/protocol'
import { identityOf } from '../src/evaluate/rows.ts'
import { createEngine } from '../src/index/engine.ts'
import { createIndexState } from '../src/index/state.ts'
import { readQuestion } from '../src/index/question.ts'
import { featureNames, featuresOf } from '../src/score/model.ts'
import { rowsOf } from '../test/support/shared-data.ts'
import { createRandom, damageDate, damages, pick, type Person } from './damage.ts'

/**
 * Fits the weights of the score: `node infra/setup.mjs packages/matching/tools/fit-score.ts`. Two thirds of the shared
 * persons are listed, the others are strangers; both are asked for with damage made here. A conditional logistic model
 * chooses between the candidates and nobody. The shared queries and negatives are not used: they measure the result.
 */
const rounds = Number(process.argv[2] ?? 14_000)
const shareListed = 0.4
const random = createRandom(20_260_301)
const engine = createEngine(createIndexState(), undefined)
const listed: { person: Person; sex: string; nationality: string | undefined }[] = []
const strangers: typeof listed = []

for await (const row of rowsOf('matching/persons-88000.csv.gz')) {
  const person = {
    id: row['id'] ?? '',
    full: row['full_name'] ?? '',
    given: row['first_name'] ?? '',
    middle: row['middle_name'] ?? '',
    family: row['last_name'] ?? '',
    birthDate: row['date_of_birth'] ?? '',
  }
  const identity = identityOf(row)
  const entry = { person, sex: row['gender'] ?? '', nationality: identity.nationalities?.[0] }
  if (random() < 0.68) {
    listed.push(entry)
    engine.upsert(person.id, random() < 0.1 ? vague(identity, person) : identity)
  } else strangers.push(entry)
}

function vague(identity: ReturnType<typeof identityOf>, { birthDate }: Person) {
  return { ...identity, birthDates: [{ date: birthDate.slice(0, 4), approximate: random() < 0.5 }] }
}

interface Choice {
  readonly candidates: readonly number[][]
  readonly truth: number
}

const kinds = Object.keys(damages)
const choices: Choice[] = []
for (let round = 0; round < rounds; round++) {
  const isListed = random() < shareListed
  const entry = pick(random, isListed ? listed : strangers)
  const kind = pick(random, kinds) ?? 'none'
  if (entry === undefined) continue
  const { weighed } = engine.weigh(readQuestion(queryFor(entry, kind), undefined))
  const truthSlot = isListed ? engine.state.store.slotOf.get(entry.person.id) : undefined
  const ranked = weighed.toSorted((a, b) => b.logLikelihood - a.logLikelihood)
  const kept = ranked.filter(({ slot }, at) => at < 40 || slot === truthSlot)
  choices.push({
    candidates: kept.map(featuresOf),
    truth: kept.findIndex(({ slot }) => slot === truthSlot),
  })
}

function queryFor({ person, sex, nationality }: (typeof listed)[number], kind: string): SubjectQuery {
  const birthDate = damageDate(person.birthDate, random)
  const knownSex = sex === 'female' || sex === 'male' ? sex : undefined
  const otherSex = knownSex === 'female' ? 'male' : 'female'
  return {
    subject: 'person',
    name: (damages[kind] ?? damages['none'])?.(person, random) ?? person.full,
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(knownSex === undefined || random() < 0.5 ? {} : { sex: random() < 0.02 ? otherSex : knownSex }),
    ...(nationality === undefined || random() < 0.5
      ? {}
      : { nationality: random() < 0.1 ? 'XX' : nationality }),
  }
}

/**
 * Weights that are decided, not fitted. Nationality and sex are weak evidence: brokers hold several passports, and clerks
 * mistake sexes; the synthetic persons know neither. The other two do not occur in them.
 */
const chosen: Partial<Record<(typeof featureNames)[number], number>> = {
  'nationality:same': 0.7,
  'nationality:different': -0.4,
  'sex:different': -1.2,
  'birth:century-differs': 3,
  reversed: -2,
}

const size = Math.log(Math.max(engine.state.store.slotOf.size, 1000))
const fitted = fit(choices)
report(fitted)
write(fitted)

/** Gradient ascent on the log likelihood with Adam; a small penalty keeps rare features modest. */
function fit(data: readonly Choice[]): number[] {
  const count = featureNames.length + 1
  const weights = Array.from({ length: count }, () => 0)
  const first = Array.from({ length: count }, () => 0)
  const second = Array.from({ length: count }, () => 0)
  for (let step = 1; step <= 600; step++) {
    const gradient = Array.from({ length: count }, () => 0)
    for (const { candidates, truth } of data) {
      const chances = chancesFor(weights, candidates)
      candidates.forEach((features, at) => {
        const error = (at === truth ? 1 : 0) - (chances[at] ?? 0)
        if (Math.abs(error) < 1e-9) return
        features.forEach((value, feature) => (gradient[feature] = (gradient[feature] ?? 0) + error * value))
        gradient[count - 1] = (gradient[count - 1] ?? 0) + error
      })
    }
    for (let at = 0; at < count; at++) {
      const slope = (gradient[at] ?? 0) / data.length - 1e-4 * (weights[at] ?? 0)
      first[at] = 0.9 * (first[at] ?? 0) + 0.1 * slope
      second[at] = 0.999 * (second[at] ?? 0) + 0.001 * slope * slope
      const rate = 0.05 * Math.min(1, 400 / step)
      const move =
        (first[at] ?? 0) / (1 - 0.9 ** step) / (Math.sqrt((second[at] ?? 0) / (1 - 0.999 ** step)) + 1e-8)
      weights[at] = (weights[at] ?? 0) + rate * move
    }
  }
  return weights
}

function chancesFor(weights: readonly number[], candidates: readonly number[][]): number[] {
  const odds = candidates.map((features) => {
    let sum = (weights[features.length] ?? 0) - size
    for (let at = 0; at < features.length; at++) sum += (features[at] ?? 0) * (weights[at] ?? 0)
    return Math.exp(Math.min(40, sum))
  })
  const total = odds.reduce((sum, value) => sum + value, 1)
  return odds.map((value) => value / total)
}

function report(weights: readonly number[]) {
  let likelihood = 0
  for (const { candidates, truth } of choices) {
    const chances = chancesFor(weights, candidates)
    const chance = truth < 0 ? 1 - chances.reduce((sum, value) => sum + value, 0) : (chances[truth] ?? 0)
    likelihood += Math.log(Math.max(1e-12, chance))
  }
  process.stdout.write(
    `${choices.length} questions, mean log likelihood ${(likelihood / choices.length).toFixed(4)}\n`,
  )
}

function write(weights: readonly number[]) {
  const round = (value: number | undefined) => Math.round((value ?? 0) * 1000) / 1000
  const content = {
    source:
      'Fitted by packages/matching/tools/fit-score.ts on the shared persons with damage made there; conditional logistic model',
    shareListed,
    bias: round(weights.at(-1)),
    weights: Object.fromEntries(featureNames.map((name, at) => [name, chosen[name] ?? round(weights[at])])),
  }
  writeFileSync(
    new URL('../src/data/score-weights.json', import.meta.url),
    `${JSON.stringify(content, undefined, 2)}\n`,
  )
  process.stdout.write(`${JSON.stringify(content, undefined, 1)}\n`)
}
