import { listHandIns, settleHandIns } from '@komar/contract/hand-ins'
import { call } from '@komar/contract/client'
import { kindNamed } from '@komar/domain/kinds'
import { Link } from '@tanstack/react-router'
import { useEffect, useMemo, type ReactNode } from 'react'
import { factsOf } from '../chronicle/describe-entry.ts'
import { kindTitle } from '../chronicle/field-words.ts'
import { formatEdtf } from '../i18n/format-edtf.ts'
import { useSpeech, useText } from '../i18n/language-provider.tsx'
import { subjectPath } from '../record/paths.ts'
import { useOpened } from '../store/agency-keys/use-opened.ts'
import type { Unsent } from '../store/outbox-row.ts'
import { useStore } from '../store/store-provider.tsx'
import { useAnswer } from '../store/use-answer.ts'
import { Button } from '../ui/button.tsx'
import { FactList } from '../ui/fact-list.tsx'
import { Notice } from '../ui/notice.tsx'
import { judged, piecesOf, type Piece } from './hand-ins.ts'
import { codeOf, useNames } from './names.tsx'

function askHandIns(isBackground: boolean) {
  return call(listHandIns, { query: {} }, { isBackground })
}

/** What this person wrote on another device and what was brought to the host by hand; nothing where nothing waits. */
export function HandIns({ unsent }: { unsent: readonly Unsent[] }): ReactNode {
  const text = useText()
  const { value, askAgain } = useAnswer(askHandIns)
  const pieces = useMemo(() => piecesOf(value?.boxes ?? []), [value])
  const done = judged(pieces, unsent)
  const key = done.join()
  useEffect(() => {
    if (key !== '') void settle(key.split(',')).then(askAgain)
  }, [key, askAgain])
  if (pieces.length === 0) return null
  return (
    <section className="stack" aria-labelledby="elsewhere-heading">
      <h2 id="elsewhere-heading">{text('unsent.elsewhere')}</h2>
      <p>{text('unsent.elsewhere-what')}</p>
      <ul className="stack plain-list">
        {pieces.map((piece) => (
          <li key={piece.id}>
            {piece.entry === null ? (
              <SealedPiece onDismiss={() => void settle([piece.id]).then(askAgain)} />
            ) : (
              <OpenPiece
                piece={piece}
                entry={piece.entry}
                pieces={pieces}
                unsent={unsent}
                onDismiss={() => void settle([...piece.group]).then(askAgain)}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

async function settle(ids: string[]): Promise<void> {
  await call(settleHandIns, { body: { ids } })
}

type Props = {
  piece: Piece
  entry: NonNullable<Piece['entry']>
  pieces: readonly Piece[]
  unsent: readonly Unsent[]
  onDismiss: () => void
}

/**
 * All that it says stands here before it is sent in: a box proves nothing of who wrote it, and whoever knows the number of a device can
 * make one that speaks in its owner's name.
 */
function OpenPiece({ piece, entry, pieces, unsent, onDismiss }: Props): ReactNode {
  const speech = useSpeech()
  const { areHidden } = useNames()
  const { outbox, sync } = useStore()
  const isOnItsWay = unsent.some(({ id }) => id === entry.id)
  const send = async (): Promise<void> => {
    const group = pieces.flatMap((one) => (piece.group.includes(one.id) && one.entry !== null ? [one.entry] : []))
    await outbox.add(group, group.length > 1)
    sync.wake()
  }
  const opened = useOpened(entry)
  if (opened === null) return null
  // Whom or what an id names is not known here; that there is one must not be passed over.
  const facts = factsOf(opened, speech, { nameOf: (_field, id) => codeOf(id), areNamesHidden: areHidden })
  return (
    <Notice heading={speech.text(kindTitle(entry.kind))}>
      <p>{speech.text('chronicle.happened', { date: formatEdtf(entry.occurred, speech) })}</p>
      <FactList facts={facts} />
      <AboutWhom entry={entry} />
      {isOnItsWay ? (
        <p>{speech.text('unsent.sent')}</p>
      ) : (
        <div className="row">
          <Button weight="main" onClick={() => void send()}>
            {speech.text('unsent.elsewhere-send')}
          </Button>
          <Button onClick={onDismiss}>{speech.text('unsent.elsewhere-not-mine')}</Button>
        </div>
      )}
    </Notice>
  )
}

function AboutWhom({ entry }: Pick<Props, 'entry'>): ReactNode {
  const text = useText()
  const type = kindNamed(entry.kind)?.subject
  if (type !== 'child' && type !== 'carer' && type !== 'facility') return null
  return (
    <p>
      <Link to={subjectPath({ type, id: entry.subject })}>{text('unsent.elsewhere-about')}</Link>
    </p>
  )
}

function SealedPiece({ onDismiss }: { onDismiss: () => void }): ReactNode {
  const text = useText()
  return (
    <Notice tone="amber" heading={text('unsent.elsewhere-sealed')}>
      <p>{text('unsent.elsewhere-sealed-next')}</p>
      <div>
        <Button onClick={onDismiss}>{text('unsent.dismiss')}</Button>
      </div>
    </Notice>
  )
}
