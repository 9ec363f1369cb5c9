// The catalogue is sent in two parts: what the shell, sign-in and Today say, and the rest with the first page beyond them
// (shell/lazy-page.ts). first-words.test.ts holds both to it: nobody ever sees an id instead of a sentence.

export type PagePart = 'first' | 'rest'
/** `worker`: what the service worker says, which no page does. `teacher`: what the page of a teacher's link says, which is not the app. */
export type Part = PagePart | 'worker' | 'teacher'

/** Beginnings of ids. */
const firstWords = [
  'action.',
  'app.',
  'as-of.',
  'carers.register',
  'confirm.',
  'children.register',
  'date.',
  'deadline.',
  'device.title',
  'distance.',
  'duty.',
  'entry.someone',
  'facilities.not-kept',
  'facilities.register',
  'facility.unknown',
  'first-day.',
  'form.arrival.title',
  'form.errors',
  'form.optional',
  'glass.notice',
  'length.',
  'nav.',
  'nothing-kept.',
  'older-store.',
  'outbox.',
  'page.',
  'password.',
  'person.',
  'print.',
  'problem.',
  'role.',
  'shell.',
  'shut.',
  'sign-in.',
  'start.',
  'state.',
  'today.',
  'where.',
]

/** With which part of the catalogue a text is sent. */
export function partOf(id: string): Part {
  if (id.startsWith('worker.')) return 'worker'
  if (id.startsWith('teacher-page.')) return 'teacher'
  return firstWords.some((beginning) => id.startsWith(beginning)) ? 'first' : 'rest'
}
