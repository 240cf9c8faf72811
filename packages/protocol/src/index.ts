export * from './scalars.ts'
export * from './identity.ts'
