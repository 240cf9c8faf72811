export { startTestDatabase, type TestDatabase, type TestNode, type TestOptions } from './test-database.ts'
