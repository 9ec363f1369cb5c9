// A person's own copy of their record, in English.
import { digitsInGroups } from './digits.ts'
import { englishLetter } from '../assess/letter-words-en.ts'
import { englishCopyTerms } from './own-copy-terms-en.ts'
import type { CopyWords } from './own-copy-words.ts'

const times = (count: number, one: string, many: string): string =>
  `${digitsInGroups(count)} ${count === 1 ? one : many}`

export const englishCopy: CopyWords = {
  terms: englishCopyTerms,
  title: 'My record',
  lead: (agency) => [
    'This is a copy of what was written down about me when I was a child. It is mine.',
    'It tells of a prison and of my family. I choose who sees it. A paper or a telephone can be found by others: I keep it where I want it to be.',
    `A paper cannot take the place of a person: I may ask ${agency} to read it with me, to explain it, and to correct what is wrong.`,
    'Not everything is in it. What is left out, why, and whom to ask stands at the end.',
  ],
  header: { what: 'My record', asOf: (day) => `Made on ${day}`, by: (agency) => `By ${agency}` },
  footer: 'Personal. Only for the person whom it is about.',
  demonstration: 'Demonstration: these people do not exist.',
  headings: {
    me: 'Who I am',
    mother: 'My mother and my family',
    stays: 'When I came and when I left',
    lived: 'Where I lived outside',
    health: 'My health',
    growth: 'How I grew',
    school: 'My school',
    views: 'What I said',
    decisions: 'Who decided what about me, and why',
    complaints: 'Complaints, and what came of them',
    letters: 'Letters about me',
    readers: 'Who looked after my record and who has seen it',
  },
  nothing: 'Nothing was written down.',
  day: englishLetter.day,
  between: (first, last) => `between ${first} and ${last}`,
  dayNotKnown: 'day not known',
  list: (items) => items.join(', '),
  nameLeftOut: '[name left out]',
  nameNotKnown: 'name not known',
  placeNotKnown: 'a prison whose name is not known',
  me: {
    name: (name) => `My name: ${name}`,
    born: (when) => `Born: ${when}`,
    sex: { female: 'Girl', male: 'Boy', unknown: 'Girl or boy: not known' },
    code: (code) => `The code of my record: ${code}`,
    paper: (nationality, registration, language) =>
      `Nationality: ${nationality}. Birth: ${registration}.${language === null ? '' : ` Language: ${language}.`}`,
  },
  mother: {
    carer: (relation, name) => `${relation[0]?.toUpperCase() ?? ''}${relation.slice(1)}: ${name}`,
    sibling: (bond, name, isTwin) => `I have ${bond}${isTwin ? ', my twin' : ''}${name === null ? '' : `: ${name}`}`,
    lost: (whom) => `Nobody knew any more where ${whom} was.`,
    tracing: (result) => `There was a search: ${result}.`,
    met: (visits, calls) =>
      `When we lived apart, my mother and I met ${times(visits, 'time', 'times')} and spoke by telephone ${times(calls, 'time', 'times')}.`,
    missed: (count) => `A meeting or call that was planned did not happen ${times(count, 'time', 'times')}.`,
  },
  stays: {
    began: (place) => `I lived in ${place}.`,
    ended: (place, how) => `I left ${place}: ${how}.`,
  },
  lived: {
    placed: (tier, name) => `I went to live ${tier}${name === null ? '' : `: ${name}`}.`,
    ended: (why) => `I no longer lived there: ${why}.`,
    outside: (withWhom, name) => `I lived ${withWhom}${name === null ? '' : `: ${name}`}.`,
    hostStay: 'I stayed with a family for a time.',
    met: (how) => `I met the people with whom I was to live: ${how}.`,
    reunited: 'I lived with my mother again.',
    visited: (visits, calls, first, last) =>
      `Somebody came to see how I was ${times(visits, 'time', 'times')} and called ${times(calls, 'time', 'times')} (${first} to ${last}).`,
  },
  health: {
    birth: (grams, weeks) =>
      [
        grams === null ? null : `My weight at birth: ${digitsInGroups(grams)} grams`,
        weeks === null ? null : `my mother had carried me ${weeks} weeks`,
      ]
        .filter((part) => part !== null)
        .join('; '),
    dose: (vaccine, dose) => `Vaccine: ${vaccine}, dose ${dose}`,
    ill: (illness) => `I was ill: ${illness}.`,
    exposed: (disease) => `I was near somebody who had ${disease}. A clinic may still want to know this.`,
    looked: (finding) => `I was examined afterwards: ${finding}.`,
    hard: (items) => `What was hard for me: ${items}.`,
    sdq: (by, band) => `A questionnaire about strengths and difficulties, answered by ${by}. All in all: ${band}.`,
    scas: (by, total) => `A questionnaire about fears, answered by ${by}. All in all: ${total} points.`,
    unscored: (by) => `A questionnaire was answered by ${by}; there is no result.`,
    norms:
      'These words compare me with children of another country. They are unverified and say nothing of who I am today.',
    hidden: 'Results of questionnaires about how I felt are with the specialists. I may ask to have them told to me.',
  },
  growth: {
    measured: ({ kg, cm, armCm }) =>
      [
        kg === undefined ? null : `${kg} kg`,
        cm === undefined ? null : `${cm} cm tall`,
        armCm === undefined ? null : `arm ${armCm} cm round`,
      ]
        .filter((part) => part !== null)
        .join(', '),
    chart: 'My weight by my age',
    chartNote:
      'The dots are my weight. The middle line is the World Health Organization’s median; most children are between the two outer lines.',
    axis: { kg: 'kg', years: 'age in years' },
  },
  school: {
    at: (grade, attendance) =>
      `I went to school${grade === null ? '' : grade === 0 ? ', preschool' : `, grade ${grade}`}${attendance === null ? '' : `, ${attendance}`}.`,
    not: 'I did not go to school.',
  },
  views: {
    said: (about, stance) => `About ${about}, as it was written down: ${stance}.`,
    shown: 'In my words:',
    version: 'My own version of my story:',
    heard: 'I heard my story from somebody whom I trusted, or read what was written.',
    consent: (isYes, agency) => `${agency} may know about me: ${isYes ? 'I said yes' : 'I said no'}.`,
  },
  decisions: {
    came: (by) => `Who really decided that I came: ${by}.`,
    assessed: (type, agency) => `It was asked how I was, ${type}, by ${agency}.`,
    recommended: (outcome) => `Somebody advised ${outcome}.`,
    asked: (tier, answer) => `It was asked whether I could live ${tier}: ${answer}.`,
    decided: (type, outcome, until) => `${type}: ${outcome}, until ${until}.`,
    decidedBy: (agencies) => `Decided by: ${agencies}.`,
    reasons: 'The reasons:',
    measure: (title, isInPlace) =>
      `Owed to me: ${title} ${isInPlace === null ? 'Nobody wrote down whether I had it.' : isInPlace ? 'I had it.' : 'I did not have it.'}`,
    home: (until) => `A children’s home was approved for me until ${until}.`,
    emergency: (ground) => `I was taken to safety at once: ${ground}.`,
    reviewed: (outcome) => `It was looked at again: ${outcome}.`,
    planned: (day) => `It was planned that I move on ${day}.`,
    told: 'What I was to be told:',
    backPlanned: (day) => `It was planned that I live with my mother again from ${day}.`,
    contactStopped: (until) =>
      `Contact with my mother was stopped${until === null ? '' : `, to be looked at again on ${until}`}.`,
    grown: 'A plan was made with me for when I am grown.',
    closed: (ground) => `The work with me ended: ${ground}.`,
    reopened: 'The work with me began again.',
    reasonsHidden: 'The reasons could not be read where this copy was made.',
  },
  complaints: {
    made: (by, about) => `${by} complained about ${about}.`,
    answered: (outcome) => `It was answered: ${outcome}.`,
    waiting: 'There is no answer yet.',
    answer: 'The answer:',
  },
  letters: {
    sent: (purpose, to) => `A letter to ${to}: ${purpose}.`,
    answered: (says) => `The answer: ${says}.`,
    waiting: 'No answer was written down.',
  },
  readers: {
    responsible: (agency) => `Responsible for me from this day: ${agency}.`,
    granted: (agency, classes, basis, until) =>
      `${agency} was allowed to see: ${classes}, until ${until}${basis === null ? '' : ` (because of ${basis})`}.`,
    asked: 'I asked for this copy and showed who I am.',
    read: (roles, agency, count) => `${agency}: ${roles}, ${times(count, 'time', 'times')}`,
    note: 'Offices and kinds of work, without names. Of whom had it on a telephone or computer, each delivery counts.',
  },
  leftOut: {
    heading: 'What is not in this copy',
    lead: 'This list is the same for everybody. That something stands here does not mean that there is such a thing in my record.',
    grounds: {
      others:
        'What other people told about themselves in confidence: my mother’s case and health, what my parents said when they were asked, relatives, carers, families. Names of others, but for my mother and those with whom I lived. I can ask the people themselves.',
      notes: 'Notes that an organisation wrote for itself alone. I can ask that organisation.',
      withheld:
        'Complaints by others, and complaints that name somebody and are not answered yet. I can ask the office below, or a lawyer.',
      safety:
        'What was written to keep me and other children safe, also about officials, while it is looked into or could put somebody in danger. I can ask the office below to talk with me about it, and a lawyer to see it.',
      answers:
        'Answers to questionnaires, word for word, and what was asked on short visits. What came of them is told. I can ask the office below.',
      specialists:
        'What psychologists and lawyers wrote. They explain it themselves: the office below says whom to ask.',
      'in-talk':
        'How I came, where I was born, and who died. A person tells such things, not a paper: I can ask the office below.',
      pictures:
        'Pictures, my drawings and recordings. They are handed over apart, when nobody else is in them: I can ask the office below.',
      places: 'What was written about a prison and its rooms and not about me. I can ask those who visit prisons.',
      work: 'Lists, reminders and small daily notes that served the work of a day. I can ask the office below.',
      erased: 'What was erased. Nobody has it any more; the office below can say when and by whom.',
    },
    ask: (agency) => `The office to ask: ${agency}.`,
  },
}
