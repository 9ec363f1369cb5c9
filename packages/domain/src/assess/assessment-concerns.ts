// All concerns that the answers of an assessment raise by the rules of the country's questionnaire, and whether each is dealt with:
// by an action, or by passing it on because it cannot be met here (practice.md part 2, part 6). They are computed anew from what is
// stored, so that nobody has to be believed who says that there was none. An age counts as it was on the day of the answer.
// The finishing act is care class and names only what those who read care may know; a section of another class deals with its own.
import type { AccessClass } from '../access/classes.ts'
import { birthAsEdtf } from '../law/signals.ts'
import type { DayRange } from '../register/state.ts'
import { ageAt, type AgeRange } from '../time/age.ts'
import { edtfBounds, type Edtf } from '../time/edtf.ts'
import type { PlainDate } from '../time/plain-date.ts'
import type { AskingContext, SectionAnswers } from './answers.ts'
import { concernsRaised, type Concern } from './concerns.ts'
import { sectionClass, type Questionnaire, type SectionClass } from './questionnaire.ts'
import type { Assessment, Section } from './state.ts'
import { fromStoredAnswers, sectionAnswerSchema } from './stored-answers.ts'

/** What was done about a concern, as a body holds it. */
export type AnsweredConcern = {
  item: string
  level: 'watch' | 'act'
  action?: string | undefined
  passedTo?: string | undefined
}

export type RaisedConcern = Concern & { section: string; class: SectionClass }

const sealed: readonly AccessClass[] = ['health', 'psychology', 'legal', 'safeguarding']

/** Whether a section of this class deals with its concerns itself: the finishing act, care class, may not name them. */
export function dealsWithItsOwn(accessClass: AccessClass): boolean {
  return sealed.includes(accessClass)
}

/** The answers of a section as recorded; elements that this reader does not understand are left out. */
export function answersOfSection({ stated }: Section): SectionAnswers {
  return fromStoredAnswers(
    stated.body.answers.flatMap((answer) => {
      const read = sectionAnswerSchema.safeParse(answer)
      return read.success ? [read.data] : []
    }),
  )
}

/** The child's age in months when something happened, as a range; null where nothing is known. */
export function ageWhen(birth: DayRange, occurred: Edtf): AgeRange | null {
  const { earliest, latest } = edtfBounds(occurred)
  return ageOn(birth, latest ?? earliest)
}

/** The child's age in months on a day, as a range; null where nothing is known. */
export function ageOn(birth: DayRange, day: PlainDate | null): AgeRange | null {
  const born = birthAsEdtf(birth)
  return born === null || day === null ? null : ageAt(born, day)
}

/** The concerns of one recorded section; none where the questionnaire does not have it. */
export function concernsOfSection(
  section: Section,
  whole: Questionnaire | undefined,
  birth: DayRange,
): readonly RaisedConcern[] {
  const asked = whole?.sections.find(({ id }) => id === section.id)
  const written = sectionClass.safeParse(section.class)
  if (asked === undefined || !written.success) return []
  const context: AskingContext = {
    form: 'full',
    class: written.data,
    age: ageWhen(birth, section.stated.entry.occurred),
  }
  const { concerns } = concernsRaised(asked, answersOfSection(section), context)
  return concerns.map((concern) => ({ ...concern, section: section.id, class: written.data }))
}

/** The concerns of all recorded sections that the finishing act deals with. */
export function concernsToFinish(
  { sections }: Pick<Assessment, 'sections'>,
  whole: Questionnaire | undefined,
  birth: DayRange,
): RaisedConcern[] {
  return sections
    .filter((section) => !dealsWithItsOwn(section.class))
    .flatMap((section) => concernsOfSection(section, whole, birth))
}

/** The concerns of a section of its own class that nobody has dealt with yet. */
export function openConcerns(section: Section, whole: Questionnaire | undefined, birth: DayRange): RaisedConcern[] {
  if (!dealsWithItsOwn(section.class)) return []
  const listed = section.stated.body.concerns ?? []
  return concernsOfSection(section, whole, birth).filter((concern) => !isDealtWith(concern, listed))
}

/** Whether the list has an answer to this concern, at its level or a higher one. */
export function isDealtWith(
  { item, level }: Pick<Concern, 'item' | 'level'>,
  listed: readonly AnsweredConcern[],
): boolean {
  return listed.some((each) => each.item === item && (each.level === level || each.level === 'act') && hasAnswer(each))
}

/** An action, or someone it was passed to. */
export function hasAnswer({ action, passedTo }: AnsweredConcern): boolean {
  return action !== undefined || passedTo !== undefined
}
