// The nine classes of access. Every kind has exactly one, for ever; no body mixes two.
// Source: docs/decisions/0003-classes-and-circles.md. The bit of each class is frozen: masks are stored.
export const accessClasses = [
  'identity',
  'custody',
  'care',
  'health',
  'psychology',
  'legal',
  'conditions',
  'safeguarding',
  'notes',
] as const
export type AccessClass = (typeof accessClasses)[number]

/** A set of classes as an integer, one bit for each class in the order of `accessClasses`. */
export type ClassMask = number

export const allClasses: ClassMask = (1 << accessClasses.length) - 1

/** The bit of a class; 0 for a kind this reader does not know. */
export function classBit(name: AccessClass | 'unknown'): ClassMask {
  return name === 'unknown' ? 0 : 1 << accessClasses.indexOf(name)
}

/** The mask of several classes. */
export function maskOf(names: readonly AccessClass[]): ClassMask {
  return names.reduce((mask, name) => mask | classBit(name), 0)
}

/** The classes in a mask, in the frozen order. */
export function classesOf(mask: ClassMask): AccessClass[] {
  return accessClasses.filter((name) => (mask & classBit(name)) !== 0)
}
