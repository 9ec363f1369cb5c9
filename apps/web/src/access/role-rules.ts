// What a role means for an account: which classes it can pass, and which roles stand alone.
import { classesOf, type AccessClass } from '@komar/domain/access/classes'
import { readsOf, writesOf, type Role } from '@komar/domain/access/roles'

/** Who manages accounts or counts children is nobody who reads one (contract, accounts.ts): such a role is held alone, and in no circle. */
export function standsAlone(role: Role): boolean {
  return role === 'administrator' || role === 'analyst'
}

/** The classes that a circle can pass to someone who holds these roles; any other has no effect. */
export function classesFor(held: readonly Role[]): AccessClass[] {
  return classesOf(readsOf(held) | writesOf(held))
}

/** A circle's classes as these roles meet them: what passes, and what would pass to other roles only. */
export function splitByRole(
  classes: readonly AccessClass[],
  held: readonly Role[],
): { passed: AccessClass[]; beyond: AccessClass[] } {
  const usable = classesFor(held)
  return {
    passed: classes.filter((name) => usable.includes(name)),
    beyond: classes.filter((name) => !usable.includes(name)),
  }
}
