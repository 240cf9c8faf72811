import { ServiceError } from '@crosswatch/protocol'
import type { Static, TObject, TSchema } from 'typebox'
import { Compile } from 'typebox/compile'

/** What every variable of ours begins with. */
const prefix = 'CROSSWATCH_'

/** The variable that sets this property: `databaseUrl` is read from CROSSWATCH_DATABASE_URL. */
export function variableName(property: string): string {
  return prefix + property.replaceAll(/([A-Z])/g, '_$1').toUpperCase()
}

/**
 * Reads the configuration of a service: one variable for each property of the schema, with its default.
 *
 * An empty variable counts as absent. Throws `invalid-configuration`, whose detail names the variable and what it is
 * for, never its value, which may be a secret.
 *
 * @example
 * const schema = Type.Object({ ...commonConfig, natsUrl: Type.String({ description: 'URL of the leaf' }) })
 * const config = loadConfig(schema, process.env)
 */
export function loadConfig<S extends TObject>(
  schema: S,
  env: Readonly<Record<string, string | undefined>>,
): Static<S> {
  const values: Record<string, unknown> = {}
  for (const [property, field] of fieldsOf(schema)) {
    const text = env[variableName(property)]
    if (text !== undefined && text !== '') values[property] = convert(property, field, text)
    else if ('default' in field) values[property] = field.default
    else if (isRequired(schema, property)) throw wrong(property, field, 'is missing')
  }
  const validator = Compile(schema)
  if (!validator.Check(values)) {
    const [first] = validator.Errors(values)
    const property = first?.instancePath.split('/')[1] ?? ''
    throw wrong(property, schema.properties[property], `is not valid: it ${first?.message ?? 'does not fit'}`)
  }
  return values
}

/** The table that `--help` prints: variable, type, default and purpose of each property. */
export function describeConfig(schema: TObject): string {
  const rows = fieldsOf(schema).map(([property, field]) => ({
    name: variableName(property),
    about: [typeName(field), presence(schema, property, field)].join(', '),
    purpose: descriptionOf(field),
  }))
  const width = Math.max(...rows.map((row) => row.name.length))
  return rows.map((row) => `  ${row.name.padEnd(width)}  ${row.purpose} (${row.about})`).join('\n')
}

type Field = TSchema & { type?: unknown; enum?: unknown; default?: unknown; description?: unknown }

function fieldsOf(schema: TObject): [string, Field][] {
  return Object.entries(schema.properties)
}

function convert(property: string, field: Field, text: string): unknown {
  if (field.type === 'integer') {
    if (!/^-?\d{1,15}$/.test(text)) throw wrong(property, field, 'is not a whole number')
    return Number(text)
  }
  if (field.type === 'boolean') {
    if (text !== 'true' && text !== 'false') throw wrong(property, field, 'is neither true nor false')
    return text === 'true'
  }
  return text
}

function wrong(property: string, field: Field | undefined, problem: string): ServiceError {
  const purpose = field === undefined ? '' : `: ${descriptionOf(field)}`
  return new ServiceError('invalid-configuration', {
    detail: `${variableName(property)} ${problem}${purpose}`,
  })
}

function isRequired(schema: TObject, property: string): boolean {
  return schema.required.some((name) => name === property)
}

function presence(schema: TObject, property: string, field: Field): string {
  if ('default' in field) return `default ${String(field.default)}`
  return isRequired(schema, property) ? 'required' : 'optional'
}

function typeName(field: Field): string {
  if (Array.isArray(field.enum)) return field.enum.join(' | ')
  return typeof field.type === 'string' ? field.type : 'string'
}

function descriptionOf(field: Field): string {
  return typeof field.description === 'string' ? field.description : ''
}
