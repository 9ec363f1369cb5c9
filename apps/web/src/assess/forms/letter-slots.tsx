import { addressees } from '@komar/domain/assess/letter-kinds'
import { letterText } from '@komar/domain/assess/letter-text'
import { letterFacts, type LetterBody } from '@komar/domain/assess/letter-facts'
import { edtfBounds } from '@komar/domain/time/edtf'
import type { PlainDate } from '@komar/domain/time/plain-date'
import type { ReactNode } from 'react'
import { useText } from '../../i18n/language-provider.tsx'
import type { RecordContext } from '../../record/context.ts'
import type { Slot } from '../../record/field-kinds.ts'
import { edtf, many } from '../../record/values.ts'
import { Notice } from '../../ui/notice.tsx'
import { LetterSheet } from '../letter-sheet.tsx'
import { letterBody } from './letter-body.ts'

/** Who can read a letter here, before it is recorded. */
export function WhoSeesLetter(): ReactNode {
  const text = useText()
  return <Notice heading={text('form.letter.who-heading')}>{text('form.letter.who')}</Notice>
}

/** The same for a letter about care outside. */
export function WhoSeesCareLetter(): ReactNode {
  const text = useText()
  return <Notice heading={text('form.letter.who-heading')}>{text('form.letter.who-care')}</Notice>
}

/** The letter to the first office that was chosen, in the reader's language; in the other one behind a toggle. */
export function LetterPreview({ values, context }: Slot): ReactNode {
  const text = useText()
  const chosen = addressees.filter((each) => many(values, 'addressees').includes(each))
  const [first] = chosen
  if (context.child === null || first === undefined) return null
  const sentOn = edtf(values, 'occurred')
  return (
    <section className="stack-tight" aria-labelledby="letter-preview">
      <h2 id="letter-preview">{text('form.letter.preview')}</h2>
      <p className="soft">{text('form.letter.preview-lead', { count: chosen.length })}</p>
      <LetterInBoth
        context={context}
        body={letterBody(values, first, context)}
        sentOn={sentOn === undefined ? null : edtfBounds(sentOn).earliest}
        agency={context.session.agency}
      />
    </section>
  )
}

type BothProps = {
  context: RecordContext
  body: LetterBody
  sentOn: PlainDate | null
  agency: { nameEn: string; nameKm: string }
}

export function LetterInBoth({ context, body, sentOn, agency }: BothProps): ReactNode {
  const { child, pack, speech, session, today } = context
  if (child === null) return null
  const facts = letterFacts(child, body, {
    sentOn,
    printedOn: today,
    agency: { en: agency.nameEn, km: agency.nameKm },
    isDemonstration: session.host.stamp === 'demonstration',
  })
  const other = speech.language === 'km' ? 'en' : 'km'
  return (
    <>
      <LetterSheet letter={letterText(facts, pack, speech.language)} />
      <details className="screen-only">
        <summary>{speech.text(`form.letter.in-${other}`)}</summary>
        <LetterSheet letter={letterText(facts, pack, other)} />
      </details>
    </>
  )
}
