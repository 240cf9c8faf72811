export * from './scalars.ts'
export * from './identity.ts'
export * from './query.ts'
export * from './errors.ts'
