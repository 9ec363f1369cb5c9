// What of a child's file goes into a letter: the code, the names, and the days of the measures that the letter names. The declared
// decision is asked and never the reasoned one, so that whoever prints the letter prints the same.
import type { Uuid } from '../chronicle/entry.ts'
import type { Addressee, LetterPurpose } from './letter-kinds.ts'
import type { LetterFacts } from './letter-text.ts'
import { bearsId, type ChildAssess, type Decision } from './state.ts'
import type { PlainDate } from '../time/plain-date.ts'
import type { ChildRegister } from '../register/state.ts'

/** The members of a letter's body that are printed; optional ones may be there and undefined. */
export type LetterBody = {
  to: string
  addressee?: Addressee | undefined
  purpose?: LetterPurpose | undefined
  measures: readonly number[]
  answerDue: PlainDate
  aboutDay?: PlainDate | undefined
  decision?: Uuid | undefined
}
type File = { register: Pick<ChildRegister, 'code' | 'names'>; assess: Pick<ChildAssess, 'decisions'> }
type Occasion = Pick<LetterFacts, 'sentOn' | 'agency' | 'printedOn' | 'isDemonstration'>

/** The facts of a letter, sent or about to be. */
export function letterFacts({ register, assess }: File, body: LetterBody, occasion: Occasion): LetterFacts {
  const declared = assess.decisions.find((decision) => isNamed(decision, body.decision))?.declared ?? null
  return {
    ...occasion,
    to: body.to,
    addressee: body.addressee ?? null,
    purpose: body.purpose ?? 'measures-owed',
    measures: body.measures.map((number) => {
      const owed = declared?.body.measures.find(({ measure }) => measure === number)
      return { number, class: owed?.class ?? null, due: owed?.due ?? null }
    }),
    aboutDay: body.aboutDay ?? null,
    answerDue: body.answerDue,
    child: { code: register.code, names: register.names },
  }
}

function isNamed({ id, made, declared }: Decision, wanted: Uuid | undefined): boolean {
  if (wanted === undefined) return false
  return id === wanted || [made, declared].some((stated) => stated !== null && bearsId(stated, wanted))
}
