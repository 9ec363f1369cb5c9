/** What a key makes, made for its first use only: a formatter of Intl costs a cheap phone a millisecond, and a chronicle needs hundreds. */
export function madeOnce<Made>(make: (key: string) => Made): (key: string) => Made {
  const known = new Map<string, Made>()
  return (key) => {
    const made = known.get(key) ?? make(key)
    known.set(key, made)
    return made
  }
}
