/**
 * Keeps what was made under a key. When it is full it forgets everything: what is in use is soon there again.
 *
 * @param most keys kept at most
 */
export function remembering<T>(most: number): (key: string, make: () => T) => T {
  const kept = new Map<string, T>()
  return (key, make) => {
    const known = kept.get(key)
    if (known !== undefined) return known
    const made = make()
    if (kept.size >= most) kept.clear()
    kept.set(key, made)
    return made
  }
}
