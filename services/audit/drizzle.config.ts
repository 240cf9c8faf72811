import { defineConfig } from 'drizzle-kit'

// drizzle-kit reads the default export.
export default defineConfig({ dialect: 'postgresql', schema: './src/store/*schema.ts', out: './drizzle' })
