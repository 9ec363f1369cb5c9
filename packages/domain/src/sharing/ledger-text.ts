// The ledger of recommendations as it is printed, in English or Khmer: the same data for the PDF whoever asks for it.
import { partsOf, type PlainDate } from '../time/plain-date.ts'
import type { adviceReplies, AdviceState } from './kinds.ts'

type Language = 'en' | 'km'
type BothLanguages = { en: string; km: string }

/** A row of the ledger; days as text, since they come from rows and from the wire too. */
export type LedgerEntry = {
  facilityCode: string
  facilityName: BothLanguages
  to: string
  advice: string
  followsFrom: string | null
  givenOn: string | null
  replyDue: string
  repliedOn: string | null
  reply: (typeof adviceReplies)[number] | null
  replyWords: string | null
  passedTo: string | null
  promisedBy: string | null
  outcome: 'done' | 'in-part' | 'not-done' | null
  outcomeOn: string | null
  outcomeWords: string | null
  state: AdviceState
}

export type LedgerAbout = { asOf: PlainDate; agency: BothLanguages; isDemonstration: boolean }

export type LedgerText = {
  language: Language
  header: { what: string; asOf: string; by: string }
  demonstration: string
  lead: string
  none: string
  columns: string[]
  rows: {
    facility: string
    to: string
    advice: string
    followsFrom: string
    givenOn: string
    state: string
    reply: string
    outcome: string
  }[]
}

type Words = {
  what: string
  asOf: (day: string) => string
  by: (agency: string) => string
  demonstration: string
  lead: string
  none: string
  columns: readonly string[]
  states: Record<AdviceState, string>
  replies: Record<(typeof adviceReplies)[number], string>
  outcomes: Record<'done' | 'in-part' | 'not-done', string>
  replyDue: (day: string) => string
  on: (words: string, day: string) => string
  promisedBy: (day: string) => string
  passedTo: (office: string) => string
  notSeen: string
}

const english: Words = {
  what: 'Recommendations and what came of them',
  asOf: (day) => `As of ${day}`,
  by: (agency) => `By ${agency}`,
  demonstration: 'DEMONSTRATION: these people are invented.',
  lead: 'Who was advised what, when a reply was due, the reply, and what was seen afterwards. No child is named here.',
  none: 'No recommendation is recorded.',
  columns: ['Place and office', 'Recommendation', 'Given', 'Reply', 'What came of it'],
  states: {
    'reply-overdue': 'No reply in time',
    'promise-overdue': 'Promised, and the day has passed',
    waiting: 'Waits for a reply',
    accepted: 'Accepted',
    refused: 'Refused',
    done: 'Done',
  },
  replies: {
    accepted: 'accepted',
    'accepted-in-part': 'accepted in part',
    refused: 'refused',
    'passed-on': 'passed on',
  },
  outcomes: { done: 'Done', 'in-part': 'Done in part', 'not-done': 'Not done' },
  replyDue: (day) => `reply due ${day}`,
  on: (words, day) => `${words}, ${day}`,
  promisedBy: (day) => `promised by ${day}`,
  passedTo: (office) => `passed on to ${office}`,
  notSeen: 'Nobody has looked yet',
}

const khmer: Words = {
  what: 'អនុសាសន៍ និងលទ្ធផល',
  asOf: (day) => `គិតត្រឹមថ្ងៃទី ${day}`,
  by: (agency) => `ដោយ ${agency}`,
  demonstration: 'សាកល្បង៖ មនុស្សទាំងនេះមិនមានពិតទេ។',
  lead: 'អ្នកណាបានទទួលអនុសាសន៍អ្វី ត្រូវឆ្លើយត្រឹមថ្ងៃណា ចម្លើយ និងអ្វីដែលបានឃើញក្រោយមក។ គ្មានឈ្មោះកុមារនៅទីនេះទេ។',
  none: 'មិនទាន់មានអនុសាសន៍ទេ។',
  columns: ['កន្លែង និងការិយាល័យ', 'អនុសាសន៍', 'បានផ្តល់', 'ចម្លើយ', 'លទ្ធផល'],
  states: {
    'reply-overdue': 'គ្មានចម្លើយទាន់ពេល',
    'promise-overdue': 'បានសន្យា តែហួសថ្ងៃហើយ',
    waiting: 'រង់ចាំចម្លើយ',
    accepted: 'យល់ព្រម',
    refused: 'បដិសេធ',
    done: 'បានធ្វើរួច',
  },
  replies: { accepted: 'យល់ព្រម', 'accepted-in-part': 'យល់ព្រមមួយផ្នែក', refused: 'បដិសេធ', 'passed-on': 'បញ្ជូនបន្ត' },
  outcomes: { done: 'បានធ្វើរួច', 'in-part': 'ធ្វើបានមួយផ្នែក', 'not-done': 'មិនទាន់ធ្វើ' },
  replyDue: (day) => `ត្រូវឆ្លើយត្រឹមថ្ងៃទី ${day}`,
  on: (words, day) => `${words} ថ្ងៃទី ${day}`,
  promisedBy: (day) => `សន្យាធ្វើត្រឹមថ្ងៃទី ${day}`,
  passedTo: (office) => `បញ្ជូនបន្តទៅ ${office}`,
  notSeen: 'មិនទាន់មានអ្នកណាពិនិត្យទេ',
}

const wordsOf: Record<Language, Words> = { en: english, km: khmer }

/** The ledger for print. */
export function ledgerText(entries: readonly LedgerEntry[], about: LedgerAbout, language: Language): LedgerText {
  const words = wordsOf[language]
  return {
    language,
    header: { what: words.what, asOf: words.asOf(figures(about.asOf)), by: words.by(about.agency[language]) },
    demonstration: about.isDemonstration ? words.demonstration : '',
    lead: words.lead,
    none: words.none,
    columns: [...words.columns],
    rows: entries.map((entry) => ({
      facility: `${entry.facilityName[language]} (${entry.facilityCode})`,
      to: entry.to,
      advice: entry.advice,
      followsFrom: entry.followsFrom ?? '',
      givenOn: figures(entry.givenOn),
      state: words.states[entry.state],
      reply: replyWords(entry, words),
      outcome: outcomeWords(entry, words),
    })),
  }
}

function replyWords({ reply, replyDue, repliedOn, promisedBy, passedTo, replyWords: said }: LedgerEntry, words: Words) {
  if (reply === null) return words.replyDue(figures(replyDue))
  const parts = [
    dated(words.replies[reply], repliedOn, words),
    promisedBy === null ? null : words.promisedBy(figures(promisedBy)),
    passedTo === null ? null : words.passedTo(passedTo),
    said,
  ]
  return parts.filter((part) => part !== null).join(' · ')
}

function outcomeWords({ outcome, outcomeOn, outcomeWords: said }: LedgerEntry, words: Words): string {
  if (outcome === null) return words.notSeen
  return [dated(words.outcomes[outcome], outcomeOn, words), said].filter((part) => part !== null).join(' · ')
}

function dated(said: string, day: string | null, words: Words): string {
  return day === null ? said : words.on(said, figures(day))
}

/** Day, month and year in figures, as both languages write them: 12.12.2014. */
function figures(date: string | null): string {
  if (date === null) return ''
  const { year, month, day } = partsOf(date as PlainDate) // a day that the schema of its row or of its body has checked
  return `${day}.${month}.${year}`
}
