import sodium, { ready } from 'libsodium-wrappers'

// WebAssembly is compiled once, when the first module that needs it is imported.
await ready

export { sodium }
