import sodium from 'libsodium-wrappers'

// WebAssembly is compiled once, when the first module that needs it is imported.
await sodium.ready

export { sodium }
