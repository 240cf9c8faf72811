import { SaxesParser } from 'saxes'
import { CommandError, exitCodes } from '../../errors.ts'
import { clean } from '../text/clean.ts'

/** An element of an XML file with what stands in it. */
export interface XmlElement {
  readonly name: string
  /** Cleaned; undefined where the element is empty. */
  readonly text: string | undefined
  readonly children: readonly XmlElement[]
}

/** Lists are flat. Whatever is nested deeper than this is not one. */
const deepest = 32

/**
 * Reads the elements with one of these names, wherever they stand, one after the other and as fast as they are consumed:
 * the file may be larger than memory. Entities that the document defines itself are refused by the parser.
 *
 * @throws {CommandError} if the file is not well-formed XML
 */
export async function* readElements(
  text: AsyncIterable<string>,
  names: ReadonlySet<string>,
): AsyncGenerator<XmlElement> {
  const complete: XmlElement[] = []
  const open: { name: string; text: string; children: XmlElement[] }[] = []
  let depth = 0
  const parser = new SaxesParser()
  parser.on('error', (cause) => {
    throw malformed(cause)
  })
  parser.on('opentag', ({ name }) => {
    if (++depth > deepest) throw malformed()
    if (open.length > 0 || names.has(name)) open.push({ name, text: '', children: [] })
  })
  const addText = (piece: string) => {
    const element = open.at(-1)
    if (element !== undefined) element.text += piece
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', () => {
    depth--
    const closed = open.pop()
    if (closed === undefined) return
    const element = { ...closed, text: clean(closed.text) }
    const parent = open.at(-1)
    if (parent === undefined) complete.push(element)
    else parent.children.push(element)
  })
  for await (const piece of text) {
    parser.write(piece)
    yield* complete.splice(0)
  }
  parser.close()
  yield* complete.splice(0)
}

function malformed(cause?: unknown): CommandError {
  return new CommandError('The file is not well-formed XML; download it again.', exitCodes.usage, { cause })
}

/** The text of the first child with this name. */
export function textOf(element: XmlElement, name: string): string | undefined {
  return childrenOf(element, name)[0]?.text
}

export function childrenOf({ children }: XmlElement, name: string): XmlElement[] {
  return children.filter((child) => child.name === name)
}
