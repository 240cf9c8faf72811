/**
 * What a node's access log is called, in its checkpoints and in the name of its key:
 *
 *   crosswatch/<federation>/<jurisdiction>/access-log
 */
export function logOrigin(federation: string, jurisdiction: string): string {
  return `crosswatch/${federation}/${jurisdiction}/access-log`
}
