// Children of about this name, shown as it is typed, so that no child is registered twice. Nothing is merged, nothing is refused: twins
// have one birthday and names that look alike (practice.md part 2, siblings).
import { similarChildren, type ChildRow } from '@komar/contract/register'
import { Link } from '@tanstack/react-router'
import { useEffect, useState, type ReactNode } from 'react'
import { formatEdtf } from '../../i18n/format-edtf.ts'
import { PersonName } from '../../shell/names.tsx'
import { ask } from '../../store/ask.ts'
import { Notice } from '../../ui/notice.tsx'
import type { Slot } from '../../record/field-kinds.ts'
import { edtf, said } from '../../record/values.ts'
import { mayBeTwins } from '@komar/domain/register/look-alikes'
import { isEdtf } from '@komar/domain/time/edtf'

const typingPauseMs = 400
const shortestName = 2

export function SimilarChildren({ values, context }: Slot): ReactNode {
  const { speech } = context
  const similar = useSimilar(said(values, 'km'), said(values, 'latin'))
  if (similar.length === 0) return null
  const born = edtf(values, 'born')
  const carer = context.subject.type === 'carer' ? context.subject.id : said(values, 'carer')
  const isTwin = (child: ChildRow): boolean =>
    mayBeTwins(
      { id: 'new', born: born === undefined ? [] : [born], carers: carer === undefined ? [] : [carer] },
      { id: child.id, born: child.born.filter(isEdtf), carers: child.carer === null ? [] : [child.carer] },
    )
  if (similar.every(isTwin)) return <Notice tone="slate">{speech.text('form.similar.twins')}</Notice>
  return (
    <Notice tone="amber" heading={speech.text('form.similar.heading')} announce>
      <p>{speech.text('form.similar.ask')}</p>
      <ul>
        {similar.map((child) => (
          <li key={child.id}>
            <Link to="/children/$id" params={{ id: child.id }}>
              <PersonName person={child} />
            </Link>{' '}
            {child.born.filter(isEdtf).map((born) => (
              <span key={born}>{speech.text('form.born', { date: formatEdtf(born, speech, 'between') })} </span>
            ))}
            {isTwin(child) && <p className="soft">{speech.text('form.similar.twins')}</p>}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

function useSimilar(km: string | undefined, latin: string | undefined): readonly ChildRow[] {
  const [similar, setSimilar] = useState<readonly ChildRow[]>([])
  useEffect(() => {
    let isCurrent = true
    const timer = setTimeout(() => {
      if ((km ?? latin ?? '').length < shortestName) return setSimilar([])
      const body = { ...(km === undefined ? {} : { km }), ...(latin === undefined ? {} : { latin }) }
      void ask(similarChildren, { body }).then((answer) => {
        if (isCurrent && answer.ok) setSimilar(answer.value.children)
      })
    }, typingPauseMs)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [km, latin])
  return similar
}
