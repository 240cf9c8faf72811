/**
 * Keeps what was made under a key. When it is full it forgets everything: what is in use is soon there again.
 *
 * @param most keys kept at most
 * @param keeps whether something is worth keeping
 */
export function remembering<T>(
  most: number,
  keeps: (made: T) => boolean = () => true,
): (key: string, make: () => T) => T {
  const kept = new Map<string, T>()
  return (key, make) => {
    const known = kept.get(key)
    if (known !== undefined) return known
    const made = make()
    if (!keeps(made)) return made
    if (kept.size >= most) kept.clear()
    kept.set(key, made)
    return made
  }
}
