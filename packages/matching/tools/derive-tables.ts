import { readFileSync, writeFileSync } from 'node:fs'
import { foldText } from '../src/names/fold.ts'

/**
 * Makes the two tables of organisation words from the name data of the rigour project, as it stands in the shared
 * data folder: `node infra/setup.mjs packages/matching/tools/derive-tables.ts`. Run it again when that data changes.
 */
const shared = new URL('../../../../shared/data/names/', import.meta.url)
const target = new URL('../src/data/', import.meta.url)
const origin = {
  source:
    'Derived from rigour (https://github.com/opensanctions/rigour), resources/names: aliases folded, punctuation dropped, reduced to one code per word',
  licence: 'MIT, Copyright (c) OpenSanctions',
}

const classes: Record<string, string> = {}
for (const { codes, aliases } of formBlocks(readFileSync(new URL('org_types.yml', shared), 'utf8'))) {
  for (const alias of aliases) {
    const words = wordsOf(alias)
    if (words !== '' && words.split(' ').length <= 7 && words.length > 1) classes[words] ??= codes
  }
}
write('company-forms.json', { ...origin, forms: sorted(classes) })

const symbols: Record<string, string> = {}
for (const { section, key, aliases } of symbolBlocks(readFileSync(new URL('symbols.yml', shared), 'utf8'))) {
  if (section !== 'org_symbols' && section !== 'org_domains') continue
  for (const alias of aliases) {
    const words = wordsOf(alias)
    if (words.length > 1 && words.split(' ').length <= 3) symbols[words] ??= key
  }
}
write('organisation-words.json', { ...origin, words: sorted(symbols) })

function wordsOf(alias: string): string {
  return foldText(alias)
    .replace(/(?<=[\p{L}])['’‘ʼ`´](?=[\p{L}])/gu, '')
    .replace(/(?<!\p{L})(?:\p{L}\.){2,}\p{L}?(?!\p{L})/gu, (dotted) => dotted.replaceAll('.', ''))
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '')
    .join(' ')
}

function formBlocks(text: string) {
  const blocks: { codes: string; aliases: string[] }[] = []
  for (const block of text.split(/^ {2}- (?=display|generic|compare|aliases)/m).slice(1)) {
    const field = (name: string) => new RegExp(`(?:^|\\n)\\s*${name}: *(.+)`).exec(block)?.[1]?.trim()
    const code = plain(field('compare') ?? field('display') ?? field('generic') ?? '')
    const generic = plain(field('generic') ?? '')
    const aliases = [...block.matchAll(/^\s{6}- (.+)$/gm)].map((match) => scalar(match[1] ?? ''))
    const display = field('display')
    if (display !== undefined) aliases.push(scalar(display))
    blocks.push({ codes: `${wordsOf(code).replaceAll(' ', '')}/${generic.toLowerCase()}`, aliases })
  }
  return blocks
}

function symbolBlocks(text: string) {
  const blocks: { section: string; key: string; aliases: string[] }[] = []
  let section = ''
  for (const line of text.split('\n')) {
    const top = /^(\w+):/.exec(line)
    const head = /^ {2}([\w-]+):/.exec(line)
    const item = /^\s+- (.+)$/.exec(line)
    if (top?.[1] !== undefined) section = top[1]
    else if (head?.[1] !== undefined) blocks.push({ section, key: head[1], aliases: [] })
    else if (item?.[1] !== undefined) blocks.at(-1)?.aliases.push(scalar(item[1]))
  }
  return blocks
}

function scalar(written: string): string {
  const quoted = /^(["'])(.*?)\1/.exec(written)
  return quoted?.[2] ?? written.replace(/ #.*$/, '').trim()
}

function plain(value: string): string {
  return scalar(value).replace(/^["']|["']$/g, '')
}

function sorted(table: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(table).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

function write(name: string, content: unknown) {
  writeFileSync(new URL(name, target), `${JSON.stringify(content, undefined, 1)}\n`)
}
