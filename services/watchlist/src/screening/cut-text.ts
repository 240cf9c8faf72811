/**
 * The beginning of a text, at most so many UTF-16 units long. A character that the cut would halve is left out: an access record
 * cannot hold half of one, and nobody is looked up without a record.
 *
 * @param text well-formed
 */
export function cutText(text: string, most: number): string {
  return text.slice(0, most).replace(/\p{Surrogate}$/u, '')
}
