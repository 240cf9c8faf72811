import { newUuid, type Purpose, type ScreeningRequest } from '@crosswatch/protocol'
import { type FormProblems, type FormValues, problemCollector, tooLong } from '../../forms/form.ts'

/** Bytes of a list at most, as a file or pasted. */
export const longestList = 6_000_000

/** A form with a file in it: other than elsewhere, `file` comes as bytes. */
export interface Upload {
  readonly values: FormValues
  /** As the file is, or as it was pasted. */
  readonly file: Uint8Array
  readonly pasted: string
}

export type ReadUpload =
  | { readonly request: ScreeningRequest; readonly problems?: undefined }
  | { readonly request?: undefined; readonly problems: FormProblems }

/** What the officer handed in, as the watchlist wants to be asked. */
export function readUpload({ values, file, pasted }: Upload, allowed: readonly Purpose[]): ReadUpload {
  const { problems, add } = problemCollector()
  const purpose = allowed.find((candidate) => candidate === values.one('purpose'))
  const reference = values.one('reference')
  const rows = file.length > 0 ? decodeText(file) : pasted
  if (rows.trim() === '') add('file', 'Choose a file, or paste rows below')
  else if (file.length > 0 && pasted.trim() !== '') add('rows', 'Choose a file or paste rows, not both')
  if (Buffer.byteLength(pasted) > longestList) add('rows', 'These rows are too long; split the list')
  if (purpose === undefined) add('purpose', 'Choose what the check is for')
  if (reference.length > 160) add('reference', tooLong('the reference', 160))
  if (problems.size > 0 || purpose === undefined) return { problems }
  // The id stands in the form: sent twice, it is one list.
  const id = values.one('id')
  return {
    request: {
      id: /^[0-9a-f-]{36}$/.test(id) ? id : newUuid(),
      purpose,
      rows,
      ...(reference !== '' && { reference }),
    },
  }
}

/** Spreadsheets write UTF-8, UTF-16 with a mark, or what their system has: Windows-1252 where it is none of the others. */
function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
