// Before anyone is asked: what was asked already, by whom and when, over all assessments of any type and agency that touch the same
// question or topic; the last answer, to be confirmed; whether the child was interviewed lately; what must not be asked about. One
// planned direct interview a child in 30 days unless safety asks for more; the worst day is not told seven times (practice.md part 2).
// A last answer carries over only its value: who tells it now, and whether it is seen now, is asked again.
import { compareText } from '../chronicle/order.ts'
import type { AgencyId, UserId, Uuid } from '../chronicle/entry.ts'
import type { CountryPack } from '../policy.ts'
import { edtfBounds } from '../time/edtf.ts'
import { addDays, type PlainDate } from '../time/plain-date.ts'
import { isAnswered, valuesOf, type ItemAnswer, type PlainAnswer } from './answers.ts'
import { answersOfSection } from './assessment-concerns.ts'
import type { AssessmentType } from './kinds.ts'
import type { QuestionnaireItem } from './questionnaire.ts'
import type { ChildAssess, DoNotAsk, Section } from './state.ts'
import type { AskTopic } from './topics.ts'

export type AskedBefore = {
  item: string
  assessment: Uuid
  type: AssessmentType
  on: PlainDate | null
  author: UserId
  agency: AgencyId
  answer: ItemAnswer
}

export type Topics = ReadonlyMap<string, AskTopic>

/** The topic of every question of the country, inherited from the group it stands in. */
export function topicsOf({ questionnaires }: Pick<CountryPack, 'questionnaires'>): Topics {
  const found = new Map<string, AskTopic>()
  const walk = (items: readonly QuestionnaireItem[], above: AskTopic | undefined): void => {
    for (const { linkId, topic = above, item } of items) {
      if (topic !== undefined) found.set(linkId, topic)
      walk(item ?? [], topic)
    }
  }
  for (const { sections } of questionnaires) for (const section of sections) walk(section.item, undefined)
  return found
}

/** Everything that was asked outside this assessment, latest first. "Not asked" was not asked. */
export function askedElsewhere({ assessments }: ChildAssess, present: Uuid | null): AskedBefore[] {
  return assessments
    .filter(({ id }) => id !== present)
    .flatMap(({ id, type, sections }) => sections.flatMap((section) => askedIn(section, id, type)))
    .toSorted((left, right) => compareText(right.on ?? '', left.on ?? ''))
}

function askedIn(section: Section, assessment: Uuid, type: AssessmentType): AskedBefore[] {
  const { entry } = section.stated
  const on = edtfBounds(entry.occurred).latest
  return Object.entries(answersOfSection(section))
    .filter(([, answer]) => wasAsked(answer))
    .map(([item, answer]) => ({ item, assessment, type, on, author: entry.author, agency: entry.agency, answer }))
}

function wasAsked(answer: ItemAnswer): boolean {
  if (answer.rows !== undefined) return answer.rows.some((row) => Object.values(row).some(isGiven))
  return isGiven(answer)
}

function isGiven(answer: PlainAnswer): boolean {
  return isAnswered(answer) && answer.missing !== 'not-asked'
}

/** Who last asked this question, or about its topic; undefined when nobody did. */
export function lastAsked(item: string, asked: readonly AskedBefore[], topics: Topics): AskedBefore | undefined {
  const topic = topics.get(item)
  return (
    asked.find((each) => each.item === item) ??
    (topic === undefined ? undefined : asked.find((each) => topics.get(each.item) === topic))
  )
}

/** The last answer to this very question without who told it and what was seen; undefined where there is nothing to confirm. */
export function lastAnswer(item: string, asked: readonly AskedBefore[]): ItemAnswer | undefined {
  const last = asked.find((each) => each.item === item && hasValue(each.answer))?.answer
  if (last === undefined) return undefined
  if (last.rows === undefined) return { values: [...valuesOf(last)] }
  const rows = last.rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).flatMap(([inner, cell]) =>
        valuesOf(cell).length === 0 ? [] : [[inner, { values: [...valuesOf(cell)] }]],
      ),
    ),
  )
  return { rows: rows.filter((row) => Object.keys(row).length > 0) }
}

function hasValue(answer: ItemAnswer): boolean {
  return (
    valuesOf(answer).length > 0 ||
    (answer.rows ?? []).some((row) => Object.values(row).some((cell) => valuesOf(cell).length > 0))
  )
}

/** Days on which the child itself was asked, outside this assessment, latest first. */
export function childInterviews({ views, ...state }: ChildAssess, present: Uuid | null): PlainDate[] {
  const told = askedElsewhere({ views, ...state }, present)
    .filter(({ answer }) => isToldByChild(answer))
    .map(({ on }) => on)
  const heard = views
    .filter(
      ({ body, entry }) => body.whose === 'child' && body.stance !== 'could-not-be-asked' && entry.basis === 'told',
    )
    .map(({ entry }) => edtfBounds(entry.occurred).latest)
  return [...new Set([...told, ...heard].filter((day) => day !== null))].toSorted().toReversed()
}

function isToldByChild({ toldBy, rows }: ItemAnswer): boolean {
  return toldBy === 'child' || (rows ?? []).some((row) => Object.values(row).some((cell) => cell.toldBy === 'child'))
}

/** The last day on which the child was asked, when that is so near that asking again must wait unless it is not safe. */
export function tooSoonAfter(
  interviews: readonly PlainDate[],
  today: PlainDate,
  { procedures }: Pick<CountryPack, 'procedures'>,
): PlainDate | null {
  if (procedures === null) return null
  const { count, within } = procedures.assessments.directInterviewsPerChild
  const recent = interviews.filter((day) => day <= today && day > addDays(today, -within.value))
  return recent.length >= count.value ? (recent[0] ?? null) : null
}

/** The flags that close a topic on a day. */
export function closedTopics({ doNotAsk }: ChildAssess, today: PlainDate): ReadonlyMap<AskTopic, DoNotAsk> {
  const open = doNotAsk.filter(({ body }) => body.until === undefined || today <= body.until)
  return new Map(open.flatMap((flag) => flag.body.topics.map((topic) => [topic, flag] as const)))
}
