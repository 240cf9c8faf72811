import * as fc from 'fast-check'
import type { TSchema } from 'typebox'
import * as protocol from '../../src/index.ts'

/** A JSON Schema as far as the formats use it. */
export interface Schema {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: unknown
  readonly patternProperties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly uniqueItems?: boolean
}

/** Every schema that the package exports, documents included, by the name of its export. */
export function everySchema(): { readonly name: string; readonly schema: TSchema }[] {
  return Object.entries(protocol).flatMap(([name, value]: [string, unknown]) => schemasIn(name, value))
}

function schemasIn(name: string, value: unknown): { name: string; schema: TSchema }[] {
  if (typeof value !== 'object' || value === null) return []
  if ('~kind' in value) return [{ name, schema: value }]
  if ('payloadType' in value && 'schema' in value) return [{ name, schema: value.schema as TSchema }]
  if (name === 'compartmentDocuments')
    return Object.entries(value).flatMap(([part, document]) => schemasIn(`${name}.${part}`, document))
  return []
}

/** Every object schema within a schema, with the way to it. */
export function objectSchemas(
  schema: Schema,
  path = '',
): { readonly path: string; readonly schema: Schema }[] {
  const inner = [
    ...Object.entries(schema.properties ?? {}).map(([key, item]) => objectSchemas(item, `${path}/${key}`)),
    ...Object.values(schema.patternProperties ?? {}).map((item) => objectSchemas(item, `${path}/*`)),
    ...(schema.anyOf ?? []).map((item) => objectSchemas(item, path)),
    ...(schema.items ? [objectSchemas(schema.items, `${path}/[]`)] : []),
  ].flat()
  return schema.type === 'object' ? [{ path: path === '' ? '/' : path, schema }, ...inner] : inner
}

/** Values that fit a schema, with every optional field present and no list empty unless it must be. */
export function fullValue(schema: Schema): fc.Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(fullValue))
  switch (schema.type) {
    case 'object':
      return objectValue(schema)
    case 'array':
      return arrayValue(schema)
    case 'string':
      return stringValue(schema)
    case 'integer':
      return integerValue(schema)
    case 'number':
      return fc.double({ min: schema.minimum ?? 0, max: schema.maximum ?? 1, noNaN: true })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case undefined:
      return fc.constant('anything')
    default:
      throw new RangeError(`no values for type ${schema.type}`)
  }
}

function objectValue({ properties, patternProperties }: Schema): fc.Arbitrary<unknown> {
  const [[keys, item] = []] = Object.entries(patternProperties ?? {})
  if (keys !== undefined && item !== undefined)
    return fc.dictionary(fc.stringMatching(new RegExp(keys, 'u')), fullValue(item), {
      minKeys: 1,
      maxKeys: 3,
    })
  return fc.record(
    Object.fromEntries(Object.entries(properties ?? {}).map(([key, value]) => [key, fullValue(value)])),
  )
}

function arrayValue({ items, minItems = 0, maxItems = 3, uniqueItems }: Schema): fc.Arbitrary<unknown> {
  const bounds = {
    minLength: Math.min(Math.max(minItems, 1), maxItems),
    maxLength: Math.min(maxItems, Math.max(minItems, 2)),
  }
  const value = fullValue(items ?? {})
  return uniqueItems ? fc.uniqueArray(value, bounds) : fc.array(value, bounds)
}

/** What `text()` takes. Generated apart: a pattern that says what is not allowed would give mostly noise. */
const plainText = String.raw`^[^\u0000-\u001F\u007F]*$`

function stringValue({ pattern, minLength = 0, maxLength = 40 }: Schema): fc.Arbitrary<string> {
  if (pattern === undefined || pattern === plainText) {
    const bounds = { minLength, maxLength: Math.min(maxLength, Math.max(minLength, 20)) }
    return fc
      .array(fc.constantFrom(...Array.from('abcXYZ 019.-éжش名😀')), bounds)
      .map((characters) => characters.join(''))
  }
  return fc.stringMatching(new RegExp(pattern, 'u'), { size: 'small' })
}

function integerValue({ minimum = 0, maximum = 1000 }: Schema): fc.Arbitrary<number> {
  return fc.oneof(
    fc.constantFrom(minimum, maximum),
    fc.maxSafeInteger().map((value) => within(value, minimum, maximum)),
  )
}

function within(value: number, minimum: number, maximum: number): number {
  const span = Math.min(maximum - minimum, 2 ** 31)
  return minimum + (Math.abs(value) % (span + 1))
}

/** The value with one field more in one of its objects, once for each object that a schema closes. */
export function intrusions(
  schema: Schema,
  value: unknown,
): { readonly path: string; readonly value: unknown }[] {
  return placesOf(schema, value, '').map(({ path, put }) => ({ path, value: put({ 'an intruder': 1 }) }))
}

interface Place {
  readonly path: string
  /** The whole value, with these fields more at this place. */
  readonly put: (fields: object) => unknown
}

function placesOf(schema: Schema, value: unknown, path: string): Place[] {
  if (schema.anyOf) return schema.anyOf.flatMap((option) => placesOf(option, value, path))
  if (Array.isArray(value) && schema.items) {
    const { items } = schema
    return value.flatMap((item: unknown, index) =>
      placesOf(items, item, `${path}/${index}`).map(({ path: at, put }) => ({
        path: at,
        put: (fields) => value.map((old: unknown, i) => (i === index ? put(fields) : old)),
      })),
    )
  }
  if (typeof value !== 'object' || value === null || schema.type !== 'object') return []
  const inner = Object.entries(schema.properties ?? {}).flatMap(([key, property]) =>
    placesOf(property, Reflect.get(value, key), `${path}/${key}`).map(({ path: at, put }) => ({
      path: at,
      put: (fields: object) => ({ ...value, [key]: put(fields) }),
    })),
  )
  return [{ path: path === '' ? '/' : path, put: (fields) => ({ ...value, ...fields }) }, ...inner]
}
