import type { FieldProblem } from '@crosswatch/protocol'
import { Type } from 'typebox'

/** What a browser sent: a field that stands in the form several times comes as a list. */
export type FormBody = Readonly<Record<string, string | readonly string[] | undefined>>

/** What was typed into a form, tidied: NFC, no control characters, no spaces around. */
export interface FormValues {
  /** The value of a field, or '' if it is empty or absent. */
  one(name: string): string
  /** Every value of a field that can occur several times, empty ones included so that rows stay rows. */
  all(name: string): readonly string[]
  /** The lines of a text area that are not empty, numbered as they were typed. */
  lines(name: string): readonly FormLine[]
  /** A text area as it was typed. */
  block(name: string): string
}

export interface FormLine {
  readonly number: number
  readonly text: string
}

export function formValues(body: FormBody): FormValues {
  const raw = (name: string): readonly string[] => {
    const value = Object.hasOwn(body, name) ? body[name] : undefined
    if (value === undefined) return []
    return typeof value === 'string' ? [value] : value
  }
  const block = (name: string) => tidyBlock(raw(name)[0] ?? '')
  return {
    one: (name) => tidy(raw(name)[0] ?? ''),
    all: (name) => raw(name).map(tidy),
    block,
    lines: (name) =>
      block(name)
        .split('\n')
        .map((text, index) => ({ number: index + 1, text: tidy(text) }))
        .filter(({ text }) => text !== ''),
  }
}

export const emptyForm: FormValues = formValues({})

/** A form whose fields are known: anything else that is sent is refused. */
export function formSchema(fields: readonly string[]) {
  const value = Type.Optional(
    Type.Union([
      Type.String({ maxLength: 20_000 }),
      Type.Array(Type.String({ maxLength: 20_000 }), { maxItems: 300 }),
    ]),
  )
  return Type.Object(Object.fromEntries(['_csrf', ...fields].map((name) => [name, value])), {
    additionalProperties: false,
  })
}

/** What is wrong with a form, by the name of the field. An empty name is about the form as a whole. */
export type FormProblems = ReadonlyMap<string, string>

export const noProblems: FormProblems = new Map()

/** What to do about a text that is too long. `what` names it as its label does: `the reason`. */
export function tooLong(what: string, most: number): string {
  return `Shorten ${what} to ${most.toLocaleString('en')} characters`
}

/** Collects what is wrong; of several things about one field the first counts. */
export function problemCollector() {
  const problems = new Map<string, string>()
  return {
    problems,
    add: (field: string, problem: string): void => {
      if (!problems.has(field)) problems.set(field, problem)
    },
  }
}

/** Problems that a service found, put to the fields of the form. Those that belong to none are about the form. */
export function fieldProblems(
  problems: readonly FieldProblem[],
  fieldOf: (path: string) => string | undefined,
): FormProblems {
  const collector = problemCollector()
  for (const { path, problem } of problems) {
    const field = fieldOf(path)
    if (field === undefined) collector.add(path, `${path.slice(1).replaceAll('/', ', ')} ${problem}`)
    else collector.add(field, problem)
  }
  return collector.problems
}

function tidy(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
}

function tidyBlock(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{Cc}\n]+/gu, ' ')
    .trim()
}
