// A teacher's page, outside of the app: opened by a link, it asks for the numbers of a paper form, sends them once and forgets them. It
// stores nothing, and nothing on it says who the family is or where.
import type { OpenedQuestionnaire } from '@komar/contract/questionnaires'
import { button, choices, element, paragraph } from './elements.ts'
import { openLink, sendAnswers, tokenOf, type Opened, type Sent } from './host.ts'
import './teacher-page.css'
import { sayDay, sayIn, type PageLanguage } from './words.ts'

type Asked = Extract<OpenedQuestionnaire, { state: 'open' }>

const itemCount = 25
/** Of the supplement, in the host's order; a teacher is not asked about home and leisure. */
const impactItems = ['difficulties', 'distress', null, 'friends', 'learning', null] as const

const token = tokenOf(location.hash)
const page = document.querySelector('main') ?? document.body.appendChild(element('main', {}))
const typed = {
  answers: Array<number | null>(itemCount).fill(null),
  impact: Array<number | null>(impactItems.length).fill(null),
  words: '',
}
let language: PageLanguage = 'km'
let opened: Opened | null = null
let sent: Sent | 'sending' | 'empty' | null = null

void start()

async function start(): Promise<void> {
  show()
  opened = token === null ? { state: 'unknown' } : await openLink(token)
  if ('language' in opened) ({ language } = opened)
  show()
}

function show(): void {
  document.documentElement.lang = language
  const other = language === 'km' ? 'en' : 'km'
  const turn = button(other === 'km' ? 'ភាសាខ្មែរ' : 'English', 'turn', () => {
    language = other
    show()
  })
  turn.lang = other
  page.replaceChildren(turn, ...shown())
}

function shown(): HTMLElement[] {
  const say = sayIn(language)
  if (opened === null) return [paragraph(say('teacher-page.wait'))]
  if (sent === 'received' || sent === 'answered') return told('received')
  if (sent === 'ended') return told('ended')
  if (opened.state === 'open') return questions(opened)
  if (opened.state !== 'offline') return told(opened.state)
  return [...told('offline'), button(say('teacher-page.again'), 'main', () => void start())]
}

function told(state: 'received' | 'answered' | 'ended' | 'unknown' | 'offline'): HTMLElement[] {
  const say = sayIn(language)
  return [element('h1', { tabindex: '-1' }, say(`teacher-page.${state}`)), paragraph(say(`teacher-page.${state}-next`))]
}

function questions({ greeting, askedBy, until }: Asked): HTMLElement[] {
  const say = sayIn(language)
  const places = { name: greeting, from: askedBy, date: sayDay(until, language) }
  const leads = ['lead', 'paper', 'who-reads', 'free', 'once', 'nothing-kept'] as const
  return [
    element('h1', {}, say('teacher-page.title', places)),
    ...leads.map((id) => paragraph(say(`teacher-page.${id}`, places))),
    element('h2', {}, say('teacher-page.first-part')),
    ...Array.from({ length: itemCount }, (_, index) => item(index)),
    element('h2', {}, say('teacher-page.second-part')),
    paragraph(say('teacher-page.second-part-lead')),
    ...impactItems.flatMap((id, index) => (id === null ? [] : [impact(id, index)])),
    ownWords(),
    ...sending(),
  ]
}

function item(index: number): HTMLElement {
  const say = sayIn(language)
  return choices({
    name: `item-${index + 1}`,
    legend: say('teacher-page.item', { number: String(index + 1) }),
    labels: [say('teacher-page.left'), say('teacher-page.middle'), say('teacher-page.right')],
    empty: say('teacher-page.empty'),
    chosen: typed.answers[index] ?? null,
    onChoose: (value) => {
      typed.answers[index] = value
      count()
    },
  })
}

function impact(id: 'difficulties' | 'distress' | 'friends' | 'learning', index: number): HTMLElement {
  const say = sayIn(language)
  return choices({
    name: id,
    legend: say(`teacher-page.impact-${id}`),
    labels: ['1', '2', '3', '4'].map((number) => say('teacher-page.box', { number })),
    empty: say('teacher-page.empty'),
    chosen: typed.impact[index] ?? null,
    onChoose: (value) => {
      typed.impact[index] = value
    },
  })
}

function ownWords(): HTMLElement {
  const area = element('textarea', { rows: '3', maxlength: '1000', id: 'words', autocomplete: 'off' })
  area.value = typed.words
  area.addEventListener('input', () => {
    typed.words = area.value
  })
  return element('div', {}, element('label', { for: 'words' }, sayIn(language)('teacher-page.words')), area)
}

function sayCount(): string {
  const given = typed.answers.filter((answer) => answer !== null).length
  return sayIn(language)('teacher-page.count', { given: String(given), all: String(itemCount) })
}

function count(): void {
  const line = document.querySelector('#count')
  if (line !== null) line.textContent = sayCount()
}

function sending(): HTMLElement[] {
  const say = sayIn(language)
  const send = button(
    say(sent === 'sending' ? 'teacher-page.sending' : 'teacher-page.send'),
    'main',
    () => void press(),
  )
  send.disabled = sent === 'sending'
  const fault = sent === 'offline' || sent === 'refused' || sent === 'empty' ? say(`teacher-page.not-sent-${sent}`) : ''
  return [
    element('p', { id: 'count', 'aria-live': 'polite' }, sayCount()),
    element('p', { role: 'alert', class: fault === '' ? '' : 'fault' }, fault),
    send,
  ]
}

async function press(): Promise<void> {
  if (token === null || sent === 'sending') return
  const { answers, impact: supplement, words } = typed
  sent = answers.every((answer) => answer === null) ? 'empty' : 'sending'
  show()
  if (sent === 'empty') return
  const said = words.trim()
  sent = await sendAnswers(token, { answers, impact: supplement, ...(said === '' ? {} : { words: said }) })
  if (sent === 'received' || sent === 'answered' || sent === 'ended') forget()
  show()
  document.querySelector<HTMLElement>(sent === 'received' ? 'h1' : '[role=alert]')?.focus()
}

/** Nothing of it stays in this page, and the link no longer stands in the address. */
function forget(): void {
  typed.answers.fill(null)
  typed.impact.fill(null)
  typed.words = ''
  history.replaceState(null, '', '/q')
}
