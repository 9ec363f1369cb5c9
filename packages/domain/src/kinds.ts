// The one list of all kinds that Komar can record. Order is for readers only; names are for ever.
import * as access from './access/kinds.ts'
import * as assess from './assess/kinds.ts'
import * as care from './care/kinds.ts'
import type { AccessClass } from './access/classes.ts'
import type { Kind } from './chronicle/kind.ts'
import * as conditions from './conditions/kinds.ts'
import * as register from './register/kinds.ts'

export const kinds: readonly Kind[] = [
  register.facilityRegistered,
  register.censusTaken,
  register.carerRegistered,
  register.custodyBegan,
  register.custodyChanged,
  register.custodyEnded,
  register.pregnancyRecorded,
  register.pregnancyEnded,
  register.childRegistered,
  register.birthStated,
  register.relationStated,
  register.residenceBegan,
  register.residenceEnded,
  register.arrivalExplained,
  register.kinRegistered,
  register.noteWritten,
  conditions.programmeStated,
  access.allocated,
  access.granted,
  assess.identityAnswered,
  assess.custodyAnswered,
  assess.careAnswered,
  assess.healthAnswered,
  assess.conditionsAnswered,
  assess.viewHeard,
  assess.assessmentFinished,
  assess.decisionMade,
  assess.decisionDeclared,
  assess.measureConfirmed,
  assess.letterSent,
  care.optionExplored,
  care.carerAssessed,
  care.carerApproved,
  care.meetingHeld,
  care.separationPlanned,
  care.placementBegan,
  care.contactHeld,
  care.followUpDone,
]

const byName: ReadonlyMap<string, Kind> = new Map(kinds.map((kind) => [kind.name, kind]))

/** The kind of this name and at most this version, or undefined: a newer device may know more than this host. */
export function knownKind(name: string, version: number): Kind | undefined {
  const kind = byName.get(name)
  return kind !== undefined && version <= kind.v ? kind : undefined
}

/** The kind of this name whatever the version: its class and subject type never change, even where the body is newer than this reader. */
export function kindNamed(name: string): Kind | undefined {
  return byName.get(name)
}

/** The class that guards an entry of this kind; 'unknown' when this reader does not know the name. */
export function classOf(name: string): AccessClass | 'unknown' {
  return byName.get(name)?.class ?? 'unknown'
}
