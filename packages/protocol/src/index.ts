export * from './scalars.ts'
export * from './identity.ts'
export * from './query.ts'
