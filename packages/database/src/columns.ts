import { customType } from 'drizzle-orm/pg-core'

/** A `bytea` column. Reads as a Buffer (which is a Uint8Array); takes any Uint8Array. */
export const bytea = customType<{ data: Uint8Array; driverData: Buffer }>({
  dataType: () => 'bytea',
  toDriver: (value) => Buffer.from(value.buffer, value.byteOffset, value.byteLength),
})
