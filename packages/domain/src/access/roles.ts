// Which role reads and writes which classes; default deny. A policy pack may narrow this table, never widen it.
// Sources: docs/decisions/0003-classes-and-circles.md ("Roles × classes"), 0011-complaints-and-withholding.md. Notes are written by those
// who do casework and read only inside the agency that wrote them. Complaints and other safeguarding entries are taken by whoever
// meets the child and is no prison officer; a monitor, a clinician and a lawyer read those of their own agency only, and who works
// on the case those of other agencies too. Administrators and analysts read no entry about a person. A carer neither: what it may is
// its own diary alone, by policy.ts.
import { maskOf, type AccessClass, type ClassMask } from './classes.ts'

export const roles = [
  'monitor',
  'social-worker',
  'supervisor',
  'prison-officer',
  'clinician',
  'specialist',
  'legal-officer',
  'carer',
  'analyst',
  'administrator',
] as const
export type Role = (typeof roles)[number]

/** `reads`: whoever wrote it, where a circle passes it. `readsOwn`: only what one's own agency wrote. */
type Rights = { reads: readonly AccessClass[]; readsOwn: readonly AccessClass[]; writes: readonly AccessClass[] }

const caseworkRights: Rights = {
  reads: ['identity', 'custody', 'care', 'health', 'conditions', 'safeguarding'],
  readsOwn: ['notes'],
  writes: ['identity', 'care', 'safeguarding', 'notes'],
}

const nothing: Rights = { reads: [], readsOwn: [], writes: [] }

const rights: Record<Role, Rights> = {
  monitor: {
    reads: ['identity', 'custody', 'conditions'],
    readsOwn: ['safeguarding', 'notes'],
    writes: ['identity', 'custody', 'conditions', 'safeguarding', 'notes'],
  },
  'social-worker': caseworkRights,
  supervisor: caseworkRights,
  'prison-officer': {
    reads: ['identity', 'custody', 'conditions'],
    readsOwn: [],
    writes: ['identity', 'custody', 'conditions'],
  },
  clinician: {
    reads: ['identity', 'health'],
    readsOwn: ['safeguarding', 'notes'],
    writes: ['health', 'safeguarding', 'notes'],
  },
  specialist: {
    reads: ['identity', 'psychology', 'care', 'safeguarding'],
    readsOwn: ['notes'],
    writes: ['psychology', 'safeguarding', 'notes'],
  },
  'legal-officer': {
    reads: ['identity', 'custody', 'legal'],
    readsOwn: ['safeguarding', 'notes'],
    writes: ['legal', 'safeguarding', 'notes'],
  },
  carer: nothing,
  analyst: nothing,
  administrator: nothing,
}

/** The classes a holder of any of these roles may read. */
export function readsOf(held: readonly Role[]): ClassMask {
  return held.reduce((mask, role) => mask | maskOf(rights[role].reads) | maskOf(rights[role].readsOwn), 0)
}

/** Of these, the classes that may be read where another agency wrote them, if a circle passes them. */
export function circleReadsOf(held: readonly Role[]): ClassMask {
  return held.reduce((mask, role) => mask | maskOf(rights[role].reads), 0)
}

/** The classes a holder of any of these roles may write. */
export function writesOf(held: readonly Role[]): ClassMask {
  return held.reduce((mask, role) => mask | maskOf(rights[role].writes), 0)
}
