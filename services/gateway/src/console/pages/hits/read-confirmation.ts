import { actionsTaken, type HitConfirmation } from '@crosswatch/protocol'
import { type FormProblems, type FormValues, problemCollector, tooLong } from '../../forms/form.ts'

export const confirmationFields = [
  'alert',
  'at',
  'place',
  'taken',
  'danger',
  'desk',
  'phone',
  'email',
  'hours',
  'note',
] as const

export type ReadConfirmation =
  | { readonly confirmation: HitConfirmation; readonly problems?: undefined }
  | { readonly confirmation?: undefined; readonly problems: FormProblems }

/** A report as it was typed. */
export function readConfirmation(values: FormValues, now: Date): ReadConfirmation {
  const { problems, add } = problemCollector()
  const limited = (field: 'place' | 'desk', most: number) => {
    const value = values.one(field)
    if (value.length > most) add(field, tooLong(`the ${field}`, most))
    return value
  }
  const [phone, email, hours] = [values.one('phone'), values.one('email'), values.one('hours')]
  const at = hourOf(values.one('at'))
  const taken = actionsTaken.find((one) => one === values.one('taken'))
  const place = limited('place', 120)
  const desk = limited('desk', 120)
  const note = values.block('note')
  if (at === undefined) add('at', 'Enter day and time, like 2026-03-01T18:00')
  else if (at > now.toISOString()) add('at', 'The time lies ahead of now; it is in UTC')
  if (place === '') add('place', 'Say where it was')
  if (taken === undefined) add('taken', 'Choose what you did')
  if (desk === '') add('desk', 'Say whom the issuer calls')
  if (note.length > 500) add('note', tooLong('the note', 500))
  if (problems.size > 0 || at === undefined || taken === undefined) return { problems }
  return {
    confirmation: {
      alert: values.one('alert'),
      at,
      place,
      taken,
      danger: values.one('danger') === 'yes',
      contact: {
        desk,
        ...(phone && { phone }),
        ...(email && { email }),
        ...(hours && { hours }),
      },
      ...(note && { note }),
    },
  }
}

/** The hour of a UTC time as a browser's field sends it; undefined if it is none. */
function hourOf(text: string): string | undefined {
  const hour = /^(\d{4}-\d{2}-\d{2}T\d{2}):\d{2}(:\d{2})?$/.exec(text)?.[1]
  const time = new Date(`${hour}:00:00.000Z`)
  return hour === undefined || Number.isNaN(time.getTime()) ? undefined : time.toISOString()
}
