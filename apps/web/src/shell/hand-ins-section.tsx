import { listHandIns, settleHandIns } from '@komar/contract/hand-ins'
import { call } from '@komar/contract/client'
import { useEffect, useMemo, type ReactNode } from 'react'
import { kindTitle } from '../chronicle/field-words.ts'
import { formatEdtf } from '../i18n/format-edtf.ts'
import { useSpeech, useText } from '../i18n/language-provider.tsx'
import type { Unsent } from '../store/outbox-row.ts'
import { useStore } from '../store/store-provider.tsx'
import { useAnswer } from '../store/use-answer.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { judged, piecesOf, type Piece } from './hand-ins.ts'

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
              <OpenPiece piece={piece} entry={piece.entry} pieces={pieces} unsent={unsent} />
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

type Props = { piece: Piece; entry: NonNullable<Piece['entry']>; pieces: readonly Piece[]; unsent: readonly Unsent[] }

function OpenPiece({ piece, entry, pieces, unsent }: Props): ReactNode {
  const speech = useSpeech()
  const { outbox, sync } = useStore()
  const isOnItsWay = unsent.some(({ id }) => id === entry.id)
  const send = async (): Promise<void> => {
    const group = pieces.flatMap((one) => (piece.group.includes(one.id) && one.entry !== null ? [one.entry] : []))
    await outbox.add(group, group.length > 1)
    sync.wake()
  }
  return (
    <Notice heading={speech.text(kindTitle(entry.kind))}>
      <p>{speech.text('chronicle.happened', { date: formatEdtf(entry.occurred, speech) })}</p>
      {isOnItsWay ? (
        <p>{speech.text('unsent.sent')}</p>
      ) : (
        <div>
          <Button weight="main" onClick={() => void send()}>
            {speech.text('unsent.elsewhere-send')}
          </Button>
        </div>
      )}
    </Notice>
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
