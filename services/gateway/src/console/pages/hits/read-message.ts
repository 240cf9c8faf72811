import { hitOutcomes, urgencies, type MessageDraft } from '@crosswatch/protocol'
import { type FormProblems, type FormValues, problemCollector, tooLong } from '../../forms/form.ts'

export const messageFields = [
  'kind',
  'about',
  'question',
  'legalBasis',
  'urgency',
  'text',
  'evidence',
  'exhibits',
  'from',
  'to',
  'handedAt',
  'outcome',
] as const

/** What may become too long, as it is called. */
const lengthy = {
  question: 'the question',
  legalBasis: 'the legal basis',
  text: 'the answer',
  from: 'who handed them over',
  to: 'to whom they were handed',
} as const

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export type ReadMessage =
  | { readonly message: MessageDraft; readonly problems?: undefined }
  | { readonly message?: undefined; readonly problems: FormProblems }

/** What was typed into one of the forms of a thread. `about` is the message that it answers or confirms. */
export function readMessage(values: FormValues, now: Date): ReadMessage {
  const { problems, add } = problemCollector()
  const needed = (field: keyof typeof lengthy, most: number, problem: string) => {
    const value = values.block(field)
    if (value === '') add(field, problem)
    if (value.length > most) add(field, tooLong(lengthy[field], most))
    return value
  }
  const message = contentOf()
  return problems.size > 0 || message === undefined ? { problems } : { message }

  function contentOf(): MessageDraft | undefined {
    const about = values.one('about')
    switch (values.one('kind')) {
      case 'request': {
        const urgency = urgencies.find((one) => one === values.one('urgency'))
        const question = needed('question', 500, 'Say what you need to know')
        const legalBasis = needed('legalBasis', 300, 'Enter the legal basis')
        if (urgency === undefined) add('urgency', 'Choose how soon you need the answer')
        return urgency && { kind: 'request', question, legalBasis, urgency }
      }
      case 'answer': {
        if (!uuid.test(about)) add('about', 'Choose the request')
        const text = needed('text', 1000, 'Write the answer')
        return { kind: 'answer', request: about, text, evidence: values.one('evidence') === 'yes' }
      }
      case 'handover': {
        const exhibits = values.lines('exhibits').map(({ text }) => text.toLowerCase())
        if (
          exhibits.length === 0 ||
          exhibits.length > 50 ||
          exhibits.some((one) => !/^[0-9a-f]{64}$/.test(one))
        )
          add('exhibits', 'Enter 1 to 50 exhibits, each with the 64 hexadecimal digits of its SHA-256')
        const handedAt = momentOf(values.one('handedAt'))
        const from = needed('from', 120, 'Say who handed them over')
        const to = needed('to', 120, 'Say to whom')
        if (handedAt === undefined) add('handedAt', 'Enter day and time, like 2026-03-01T18:00')
        else if (handedAt > now.toISOString()) {
          add('handedAt', 'This time is still to come; enter when they were handed over, in UTC')
        }
        return handedAt === undefined
          ? undefined
          : { kind: 'handover', exhibits: [...new Set(exhibits)], from, to, handedAt }
      }
      case 'handover-confirmed':
        return { kind: 'handover-confirmed', handover: about }
      case 'closing': {
        const outcome = hitOutcomes.find((one) => one === values.one('outcome'))
        if (outcome === undefined) add('outcome', 'Choose what came of it')
        return outcome && { kind: 'closing', outcome }
      }
      default:
        add('', 'Choose a step')
        return undefined
    }
  }
}

/** A UTC time to the minute as a browser's field sends it; undefined if it is none. */
function momentOf(text: string): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(text)) return undefined
  const time = new Date(`${text.slice(0, 16)}:00.000Z`)
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString()
}
