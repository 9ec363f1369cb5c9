// Which classes someone reads who may see whom a figure is about: a list tells of each person on it what the figure says.
// Complaints are never listed: a list would tell those complained of (practice.md, G-Q1).
import type { AccessClass } from '../access/classes.ts'
import type { PartId } from './indicator-lines.ts'

const open: Partial<Record<PartId, readonly AccessClass[]>> = {
  inside: ['identity'],
  entered: ['identity'],
  born: ['identity', 'custody'],
  left: ['identity'],
  past: ['identity'],
  'past-decided': ['identity'],
  'decision-full': ['identity'],
  'decision-interim': ['identity'],
  'decision-overstay': ['identity'],
  'decision-none': ['identity'],
  'measure-real': ['identity', 'conditions'],
  'measure-a-real': ['identity', 'conditions'],
  'birth-registered': ['identity'],
  died: ['identity'],
  pregnant: ['identity', 'custody'],
  breastfeeding: ['identity', 'custody'],
  'child-inside': ['identity', 'custody'],
  'child-outside-only': ['identity', 'custody'],
  'pre-trial': ['identity', 'custody'],
  'has-lawyer': ['identity', 'custody'],
  'measured-lately': ['identity', 'health'],
  'acute-malnutrition': ['identity', 'health'],
  'vaccines-up-to-date': ['identity', 'health'],
  'contact-in-time': ['identity', 'health'],
}

const neverListed: ReadonlySet<PartId> = new Set(['complaint-answered', 'facility-reports', 'women-covered'])

/** The classes that a list behind a figure asks for; null: nobody is listed. */
export function listClasses(part: PartId): readonly AccessClass[] | null {
  return neverListed.has(part) ? null : (open[part] ?? ['identity', 'care'])
}
