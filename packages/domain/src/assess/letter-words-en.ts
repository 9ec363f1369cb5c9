// Letters in English.
import { partsOf } from '../time/plain-date.ts'
import type { LetterWords } from './letter-words.ts'

const months = 'January February March April May June July August September October November December'.split(' ')

export const englishLetter: LetterWords = {
  titles: {
    'measures-owed': 'Measures that are owed to a child',
    'past-limit': 'Notice: a child is in prison past the age limit',
    escalation: 'A decision that is now for your office',
    transfer: 'Notice: a child was moved',
    death: 'Notice of a death',
    'no-approval-answer': 'An approval that waits for an answer',
    'unregistered-home': 'A home that we cannot find registered',
  },
  unnamedMinistry: 'The ministry responsible for children',
  offices: {
    'prison-director': (place) => (place === null ? 'Director of the prison' : `Director, ${place}`),
    'prisons-department': () => 'General Department of Prisons',
    'provincial-social-affairs': () => 'Provincial department of social affairs',
    court: () => 'Court',
    'health-department': () => 'Provincial health department',
  },
  day: (date) => {
    const { year, month, day } = partsOf(date)
    return `${day} ${months[month - 1] ?? month} ${year}`
  },
  notKnownDay: 'a day that is not known',
  to: (office) => `To: ${office}`,
  asOf: (day) => `As of ${day}`,
  by: (agency) => `By ${agency}`,
  child: (code, name) => (name === null ? `Child: ${code}` : `Child: ${code}, ${name}`),
  codeMissing: 'without a code',
  says: {
    'measures-owed': () => [
      'A decision lets this child stay in prison with its parent for now. The measures below are owed to the child and are not in place.',
    ],
    'past-limit': (day, isKnown) => [
      `By our register this child lives in prison past the age limit${isKnown ? `, since ${day}` : ''}.`,
      'This letter does not ask anyone to put the child out. A child leaves when a safe place is ready and the child is prepared.',
    ],
    escalation: () => [
      'The decisions that can follow each other at our level have all been taken for this child. By the procedure, the next one is for your office.',
    ],
    transfer: (day) => [`By our register this child was moved on ${day}.`],
    death: (day) => [`We have to tell you of a death on ${day}. It concerns this child’s family, or the child.`],
    'no-approval-answer': (day) => [
      `On ${day} we asked your office to approve who is to care for this child. By our register there is no answer yet.`,
    ],
    'unregistered-home': () => [
      'By our register this child lives in a children’s home for which we find no registration, or no inspection in time.',
      'The name of the home is given to your office in person, not in this letter.',
    ],
  },
  measuresHeading: 'What is owed',
  measureDue: (day) => `due ${day}`,
  lawHeading: 'What this rests on',
  limit: (limitMonths) =>
    `A child may live in prison with a parent until it has completed ${inYears(limitMonths)}. After that the State finds care outside.`,
  responsible: (authority) => `Responsible for a child past the limit: ${authority}.`,
  measuresRule: 'A child who stays in prison is owed special measures, each by its day.',
  overstayRule: (days, times) =>
    `A stay past the limit is decided for ${days} days at a time, ${times} times at most; then a higher level decides.`,
  transferRule: (hours) => `A move is made known before it happens, or within ${hours} hours.`,
  approvalRule: (days) => `A request to approve a carer is answered within ${days} working days.`,
  inspectionRule: (limitMonths) =>
    `A children’s home is registered, and was inspected within the last ${limitMonths} months.`,
  source: (source) => `Source: ${source}`,
  standing: {
    verified: 'Read in the official text.',
    sourced: 'Unverified: cited from this source; the official text was not read.',
    recollection: 'Unverified: from memory.',
    unverified: 'Unverified.',
    practice: 'Unverified: a working practice; no law that we know says it.',
    report: 'Unverified: taken from a report.',
    'to-be-confirmed': 'Unverified: to be confirmed by the ministry.',
  },
  asks: {
    'measures-owed': 'Please tell us which of these are in place, and by which day each of the others will be.',
    'past-limit':
      'Please tell us who will find a safe place for this child and by when, and what the child is given until then.',
    escalation: 'Please decide, or tell us who decides. Until then the child keeps everything that is owed to it.',
    transfer: 'Please confirm the move and its reason, and tell us where the child sleeps and who has its papers.',
    death: 'Please confirm that you know of it, and tell us who leads an inquiry that is independent of the prison.',
    'no-approval-answer':
      'Please approve, refuse with reasons, or tell us what is missing. Until then what was provisional goes on.',
    'unregistered-home': 'Please tell us whether the home is registered, and when it was last inspected.',
  },
  answerBy: (day) => `Please answer in writing by ${day}.`,
  workingDays: (days, areHolidaysKnown) =>
    areHolidaysKnown
      ? `${days} working days, without Saturdays, Sundays and public holidays.`
      : `${days} working days, without Saturdays and Sundays. Public holidays are not taken into account.`,
  noStory: 'This letter tells nothing of the story of the child or its family.',
  from: (agency) => `For the child: ${agency}`,
  signature: 'Signature and stamp',
  receipt: {
    heading: 'Received (please return a copy)',
    office: 'Office',
    date: 'Date',
    number: 'Number',
    stamp: 'Stamp',
  },
  personal: 'Contains personal data. Keep it locked; show it only to those who must act on it.',
  demonstration: 'DEMONSTRATION: these people are invented.',
}

function inYears(count: number): string {
  if (count % 12 !== 0) return `${count} months`
  return count === 12 ? 'one year' : `${count / 12} years`
}
