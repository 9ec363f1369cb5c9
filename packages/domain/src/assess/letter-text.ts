// What is printed in a letter, as data: the same on the page that previews it and in the PDF, so that nobody signs what they did not
// see. It is made from the letter itself, the child's code, a first name where the office knows the child anyway, and the country's
// rules with their sources. Nothing else of the chronicle comes in here: no reasons, no kin, no charge (practice.md part 1 row 28).
import { limitPerhapsOn } from '../law/past.ts'
import type { CountryPack, PolicyPack } from '../policy.ts'
import { givenName, type Names } from '../register/names.ts'
import type { PlainDate } from '../time/plain-date.ts'
import { addWorkingDays } from '../time/working-days.ts'
import type { Addressee, LetterLanguage, LetterPurpose } from './letter-kinds.ts'
import { englishLetter } from './letter-words-en.ts'
import { khmerLetter } from './letter-words-km.ts'
import type { LetterWords, Standing } from './letter-words.ts'

export type LetterFacts = {
  to: string
  addressee: Addressee | null
  purpose: LetterPurpose
  /** By number; `due` is its day in the decision, null where the reader sees none. */
  measures: readonly { number: number; class: string | null; due: PlainDate | null }[]
  aboutDay: PlainDate | null
  sentOn: PlainDate | null
  answerDue: PlainDate
  child: { code: string | null; names: Names | null }
  /** The agency that writes, by its name in either language. */
  agency: { en: string; km: string }
  printedOn: PlainDate
  isDemonstration: boolean
}

export type LawLine = { text: string; source: string; standing: string }

export type LetterText = {
  language: LetterLanguage
  header: { what: string; asOf: string; by: string }
  demonstration: string
  to: string
  date: string
  child: string
  says: string[]
  measuresHeading: string
  measures: { number: string; title: string; due: string }[]
  lawHeading: string
  law: LawLine[]
  asks: string[]
  noStory: string
  from: string
  signature: string
  receipt: LetterWords['receipt']
  footer: string
}

const wordsOf: Record<LetterLanguage, LetterWords> = { en: englishLetter, km: khmerLetter }

/** Offices that know the child by name already: they hold the child, or answer for it. Practice default. */
const knowTheName: ReadonlySet<Addressee> = new Set([
  'prison-director',
  'prisons-department',
  'provincial-social-affairs',
  'ministry',
])

/** The letter in one language. */
export function letterText(facts: LetterFacts, pack: CountryPack, language: LetterLanguage): LetterText {
  const words = wordsOf[language]
  const { purpose, aboutDay } = facts
  const says = words.says[purpose](aboutDay === null ? words.notKnownDay : words.day(aboutDay), aboutDay !== null)
  return {
    language,
    header: {
      what: words.titles[purpose],
      asOf: words.asOf(words.day(facts.printedOn)),
      by: words.by(facts.agency[language]),
    },
    demonstration: facts.isDemonstration ? words.demonstration : '',
    to: words.to(facts.to),
    date: facts.sentOn === null ? '' : words.day(facts.sentOn),
    child: childLine(facts, words, language),
    says: [...says],
    measuresHeading: words.measuresHeading,
    measures: facts.measures.map(({ number, class: of, due }) => ({
      number: String(number),
      title: measureTitle(pack, number, of, language),
      due: due === null ? '' : words.measureDue(words.day(due)),
    })),
    lawHeading: words.lawHeading,
    law: lawLines(facts, pack, words, language),
    asks: asks(facts, pack, words),
    noStory: words.noStory,
    from: words.from(facts.agency[language]),
    signature: words.signature,
    receipt: words.receipt,
    footer: words.personal,
  }
}

/** How an office stands on a letter: in Khmer and in English, as one letter is handed over in both. */
export function officeLine(
  addressee: Exclude<Addressee, 'other'>,
  place: { en: string; km: string } | null,
  { law }: Pick<CountryPack, 'law'>,
): string {
  const named = law.responsibleAuthority?.name
  const inWords = ({ offices, unnamedMinistry }: LetterWords, language: LetterLanguage): string =>
    addressee === 'ministry' ? (named?.[language] ?? unnamedMinistry) : offices[addressee](place?.[language] ?? null)
  return `${inWords(khmerLetter, 'km')} / ${inWords(englishLetter, 'en')}`
}

/** The day by which a letter sent on this day is answered: the working days of the law's pack; null where it names none. */
export function answerDueFor(sentOn: PlainDate, pack: Pick<PolicyPack, 'law'>): PlainDate
export function answerDueFor(sentOn: PlainDate, pack: Pick<CountryPack, 'law'>): PlainDate | null
export function answerDueFor(sentOn: PlainDate, { law }: Pick<CountryPack, 'law'>): PlainDate | null {
  const days = law.noticeAnswerWorkingDays?.days
  return days === undefined ? null : addWorkingDays(sentOn, days, law.publicHolidays?.days ?? [])
}

function childLine({ child, addressee }: LetterFacts, words: LetterWords, language: LetterLanguage): string {
  const mayKnow = addressee !== null && knowTheName.has(addressee)
  const name = mayKnow && child.names !== null ? givenName(child.names, language) : null
  return words.child(child.code ?? words.codeMissing, name)
}

/** What a measure of the pack is called; empty where the pack has none of that number. */
export function measureTitle(
  { measures }: CountryPack,
  number: number,
  of: string | null,
  language: LetterLanguage,
): string {
  const parts = measures?.measures.find((row) => row.number === number)?.parts ?? []
  return (parts.find((part) => part.class === of) ?? parts[0])?.text[language] ?? ''
}

function asks({ purpose, answerDue, sentOn }: LetterFacts, pack: CountryPack, words: LetterWords): string[] {
  const { law } = pack
  // A day that was chosen otherwise is not explained by a count that does not lead to it.
  const isCounted = sentOn !== null && answerDueFor(sentOn, pack) === answerDue
  const days = isCounted ? law.noticeAnswerWorkingDays?.days : undefined
  const how = days === undefined ? [] : [words.workingDays(days, law.publicHolidays !== undefined)]
  return [words.asks[purpose], [words.answerBy(words.day(answerDue)), ...how].join(' ')]
}

type Rule = { source: string; status: Standing }

/** What the country's pack says on the purpose; of what it does not hold, nothing. */
function lawLines(facts: LetterFacts, pack: CountryPack, words: LetterWords, language: LetterLanguage): LawLine[] {
  const line = (text: string, { source, status }: Rule): LawLine => ({
    text,
    source: words.source(source),
    standing: words.standing[status],
  })
  const ruled = (rule: (Rule & { value: number }) | undefined, say: (value: number) => string): LawLine[] =>
    rule === undefined ? [] : [line(say(rule.value), rule)]
  const { law, procedures, measures } = pack
  switch (facts.purpose) {
    case 'measures-owed':
      return measures === null ? [] : [line(words.measuresRule, { source: measures.source, status: 'practice' })]
    case 'past-limit': {
      // The limit of today's law, also for a child who passed a former one: it is what the office is held to.
      const limit = limitPerhapsOn(pack.law, facts.sentOn ?? facts.printedOn)
      const { responsibleAuthority: office } = law
      return [
        ...(limit === undefined || limit.months === null ? [] : [line(words.limit(limit.months), limit)]),
        ...(office === null ? [] : [line(words.responsible(office.name[language]), office)]),
      ]
    }
    case 'escalation':
      return law.overstay === null
        ? []
        : [line(words.overstayRule(law.overstay.days, law.overstay.times), law.overstay)]
    case 'transfer':
      return ruled(procedures?.transfer.knownWithin, words.transferRule)
    case 'no-approval-answer':
      return ruled(procedures?.care.approvalAnswerWithin, words.approvalRule)
    case 'unregistered-home':
      return ruled(procedures?.care.residentialInspectedWithin, words.inspectionRule)
    case 'death':
      return []
  }
}
