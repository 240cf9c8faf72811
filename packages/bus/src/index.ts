export { connectBus, type Bus, type BusOptions, type BusStatus, type Published } from './bus.ts'
export type { BusMessage } from './message.ts'
export type { ConsumeHandler, ConsumeOptions, ConsumerState } from './consume.ts'
export { connectHub, type HubOperator, type HubOptions, type StreamOptions } from './hub.ts'
