import { ServiceError } from '@crosswatch/protocol'

/** Whether this node may sign: only after it has heard from its witnesses that its log is not behind what they hold. */
export interface SigningPermission {
  /** @throws {ServiceError} `unavailable` before enough have answered; `log-behind`, `log-forked` if one holds more or another log */
  check(): void
  granted(): boolean
  /** Whether enough have answered, whatever they said. */
  complete(): boolean
  heard(witness: string, objection: ServiceError | undefined): void
}

/** @param needed how many must have answered since this process started */
export function signingPermission(needed: number): SigningPermission {
  const answers = new Map<string, ServiceError | undefined>()
  const complete = () => answers.size >= needed
  const objection = () => [...answers.values()].find((answer) => answer !== undefined)
  return {
    check() {
      const error = objection()
      if (error !== undefined) throw error
      if (complete()) return
      const detail = `${answers.size} of ${needed} witnesses have said what they hold of the log`
      throw new ServiceError('unavailable', { detail })
    },
    granted: () => complete() && objection() === undefined,
    complete,
    // What was proved once stays so until this process is started with another database.
    heard: (witness, said) => void answers.set(witness, answers.get(witness) ?? said),
  }
}
