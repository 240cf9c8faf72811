export { createWatchlistApp, type WatchlistAppOptions } from './app.ts'
export { WatchlistConfig } from './config.ts'
export { startService } from './start.ts'
