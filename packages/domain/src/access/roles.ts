// Which role reads and writes which classes; default deny. A policy pack may narrow this table, never widen it.
// Source: docs/decisions/0003-classes-and-circles.md ("Roles × classes"). Notes are written by those who do casework and
// read only inside the agency that wrote them. Administrators and analysts read no entry about a person.
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

type Rights = { reads: readonly AccessClass[]; writes: readonly AccessClass[] }

const caseworkRights: Rights = {
  reads: ['identity', 'custody', 'care', 'health', 'conditions', 'notes'],
  writes: ['identity', 'care', 'notes'],
}

const rights: Record<Role, Rights> = {
  monitor: {
    reads: ['identity', 'custody', 'conditions', 'notes'],
    writes: ['identity', 'custody', 'conditions', 'notes'],
  },
  'social-worker': caseworkRights,
  supervisor: caseworkRights,
  'prison-officer': { reads: ['identity', 'custody', 'conditions'], writes: ['identity', 'custody', 'conditions'] },
  clinician: { reads: ['identity', 'health', 'notes'], writes: ['health', 'notes'] },
  specialist: { reads: ['identity', 'psychology', 'care', 'notes'], writes: ['psychology', 'notes'] },
  'legal-officer': { reads: ['identity', 'custody', 'legal', 'notes'], writes: ['legal', 'notes'] },
  carer: { reads: [], writes: [] },
  analyst: { reads: [], writes: [] },
  administrator: { reads: [], writes: [] },
}

/** The classes a holder of any of these roles may read. */
export function readsOf(held: readonly Role[]): ClassMask {
  return held.reduce((mask, role) => mask | maskOf(rights[role].reads), 0)
}

/** The classes a holder of any of these roles may write. */
export function writesOf(held: readonly Role[]): ClassMask {
  return held.reduce((mask, role) => mask | maskOf(rights[role].writes), 0)
}
