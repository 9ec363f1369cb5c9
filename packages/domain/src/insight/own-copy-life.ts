// The own copy: who I am, my mother and family, when I came and left, where I lived outside, my school.
// Named are the mother or other carer in custody, and the brothers, sisters and kin with whom the child lived; nobody else.
import { statedOf } from '../chronicle/fold.ts'
import type { Recorded, SubjectId } from '../chronicle/entry.ts'
import { residenceEnded } from '../register/kinds.ts'
import type { Names } from '../register/names.ts'
import type { ChildFile } from './child-file.ts'
import {
  dated,
  inOrder,
  line,
  nameOf,
  rangeOf,
  whenOf,
  type Composing,
  type CopyFacts,
  type CopyLine,
} from './own-copy-facts.ts'
import { plainText } from './own-copy-clean.ts'

/** Name, birth, papers. */
export function aboutMe({ file, words }: Composing): CopyLine[] {
  const { names, sex, code, birth } = file.register
  const { papers } = file.standing
  const { nationality, registration } = words.terms
  return [
    line('', words.me.name(nameOf(names, words))),
    line('', words.me.born(rangeOf(birth.range, words))),
    line('', words.me.sex[sex]),
    ...(code === null ? [] : [line('', words.me.code(code))]),
    ...(papers === null
      ? []
      : [
          line(
            whenOf(papers.entry.occurred, words),
            words.me.paper(
              nationality[papers.body.nationality],
              registration[papers.body.birthRegistration],
              papers.body.language === undefined ? null : plainText(papers.body.language),
            ),
          ),
        ]),
  ]
}

/** The carers in custody, brothers and sisters, searches, and how often mother and child met. */
export function aboutFamily(composing: Composing): CopyLine[] {
  const { file, facts, words } = composing
  const { relations } = file.register
  const { kin, sibling, lost, tracing } = words.terms
  const met = file.care.contacts.filter(({ body }) => body.hasHappened)
  const missed = file.care.contacts.length - met.length
  const visits = met.filter(({ body }) => body.way === 'visit').length
  return [
    ...relations.map(({ carer, relation }) =>
      line('', words.mother.carer(kin[relation] ?? '', nameOf(facts.carers.get(carer), words))),
    ),
    ...file.family.siblings.map(({ bond, names, livesTogether, isTwin }) => {
      const name = livesTogether === 'yes' && names !== undefined ? nameOf(names, words) : null
      return line('', words.mother.sibling(sibling[bond], name, isTwin))
    }),
    ...file.family.lostContacts.flatMap(({ lost: stated, tries }) => [
      line(whenOf(stated.entry.occurred, words), words.mother.lost(lost[stated.body.lostRelation])),
      ...tries.map(({ entry, body }) =>
        line(whenOf(entry.occurred, words), words.mother.tracing(tracing[body.tracingResult])),
      ),
    ]),
    ...(met.length === 0 ? [] : [line('', words.mother.met(visits, met.length - visits))]),
    ...(missed === 0 ? [] : [line('', words.mother.missed(missed))]),
  ]
}

/** Days in prison. How the child came is told in talk; where a stay began on the day of birth, both days stand there and nothing more. */
export function stays({ file, facts, words, language }: Composing): CopyLine[] {
  const placeOf = (id: SubjectId): string => facts.facilities.get(id)?.[language] ?? words.placeNotKnown
  const known = new Set(file.register.residences.map(({ to }) => to))
  return [
    ...file.register.residences.flatMap(({ facility, from, to, route }) => [
      line(whenOf(from, words), words.stays.began(placeOf(facility))),
      ...(to === null
        ? []
        : [line(whenOf(to, words), words.stays.ended(placeOf(facility), words.terms.departure[route ?? 'unknown']))]),
    ]),
    // A departure of whose stay nobody wrote down the beginning.
    ...statedOf(file.settled, residenceEnded)
      .filter(({ entry }) => !known.has(entry.occurred))
      .map(({ entry, body }) =>
        line(
          whenOf(entry.occurred, words),
          words.stays.ended(
            body.facility === undefined ? words.placeNotKnown : placeOf(body.facility),
            words.terms.departure[body.route],
          ),
        ),
      ),
  ]
}

/** Homes outside, and who came to see how the child was. */
export function lived(composing: Composing): CopyLine[] {
  const { file, words } = composing
  const { care, after, outside } = file
  const { tier, livingWith, placementEnding, meeting } = words.terms
  const nameOfKin = (id: SubjectId | undefined): string | null => {
    const names = id === undefined ? undefined : kinNames(file).get(id)
    return names === undefined ? null : nameOf(names, words)
  }
  const at = <Each extends { entry: Pick<Recorded, 'occurred'> }>(
    stated: readonly Each[],
    say: (each: Each) => string,
  ) => stated.map((each) => dated(each.entry.occurred, composing, say(each)))
  const moves = inOrder([
    ...at(care.meetings, ({ body }) => words.lived.met(meeting[body.howItWent])),
    ...at(care.placements, ({ body }) => words.lived.placed(tier[body.tier] ?? '', nameOfKin(body.carer))),
    ...at(after.placementEnds, ({ body }) => words.lived.ended(placementEnding[body.why])),
    ...at(outside.all, ({ body }) => words.lived.outside(livingWith[body.livingWith], nameOfKin(body.kin))),
    ...at(outside.hostStays, () => words.lived.hostStay),
    ...at(after.reunions, () => words.lived.reunited),
  ])
  return [...moves, ...visits(composing)]
}

function visits({ file, words }: Composing): CopyLine[] {
  const { followUps } = file.care
  const [first, last] = [followUps[0], followUps.at(-1)]
  if (first === undefined || last === undefined) return []
  const seen = followUps.filter(({ body }) => body.way === 'visit').length
  const [from, to] = [whenOf(first.entry.occurred, words), whenOf(last.entry.occurred, words)]
  return [line('', words.lived.visited(seen, followUps.length - seen, from, to))]
}

function kinNames(file: ChildFile): ReadonlyMap<SubjectId, Names> {
  return new Map(file.care.kin.map(({ entry, body }) => [entry.subject, body.names]))
}

/** All names that may stand in the copy: one's own, of the carers in custody, of those with whom one lived. */
export function namesToKeep(file: ChildFile, { carers }: CopyFacts): string[] {
  const lived = [...file.care.placements.map(({ body }) => body.carer), ...file.outside.all.map(({ body }) => body.kin)]
  const kin = kinNames(file)
  const together = file.family.siblings.filter(({ livesTogether }) => livesTogether === 'yes')
  const names = [
    file.register.names,
    ...file.register.relations.map(({ carer }) => carers.get(carer)),
    ...lived.map((id) => (id === undefined ? undefined : kin.get(id))),
    ...together.map((sibling) => sibling.names),
  ]
  return names.flatMap((each) => [each?.km, each?.latin, each?.called]).filter((name) => name !== undefined)
}

/** School, as it was written down. */
export function school({ file, words }: Composing): CopyLine[] {
  return file.wellbeing.school.map(({ entry, body }) => {
    const attendance = body.attendance === undefined ? null : words.terms.attendance[body.attendance]
    return line(
      whenOf(entry.occurred, words),
      body.isAtSchool ? words.school.at(body.grade ?? null, attendance) : words.school.not,
    )
  })
}
