import { ServiceError, type ErrorCode as BusErrorCode } from '@crosswatch/protocol'
import { ErrorCode, NatsError } from 'nats'

const codes = new Map<string, BusErrorCode>([
  [ErrorCode.Timeout, 'timed-out'],
  [ErrorCode.PermissionsViolation, 'bus-refused'],
  [ErrorCode.MaxPayloadExceeded, 'payload-too-large'],
])

/** The error of the catalogue for a failure of NATS. `subject` is the one used: it holds jurisdictions, nobody's name. */
export function toBusError(cause: unknown, subject: string): ServiceError {
  if (cause instanceof ServiceError) return cause
  if (!(cause instanceof NatsError)) return new ServiceError('bus-unavailable', { cause, detail: subject })
  return new ServiceError(codes.get(cause.code) ?? 'bus-unavailable', { cause, detail: subject })
}
