import { useState, type ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { Notice } from '../ui/notice.tsx'
import { Asked } from './asked.tsx'
import { useFigures, type KeysHere } from './use-agency-keys.ts'
import './access.css'

type Props = { here: KeysHere; onTake: (trusted: string) => Promise<void> }

/** Whether this device has the key, and the figures that are compared by voice before it is given. */
export function KeyOnDevice({ here: { state, figures }, onTake }: Props): ReactNode {
  const text = useText()
  if (state === null) return <Notice tone="amber" heading={text('keys.no-answer')} />
  if (state.current === null) return <p>{text('keys.none')}</p>
  if (state.strange.length > 0) {
    return state.strange.map((key) => <Strange key={key.id} id={key.id} recipient={key.recipient} onTake={onTake} />)
  }
  return (
    <>
      {state.waits ? (
        <Notice tone="amber" heading={text('keys.waits')}>
          <p>{text('keys.waits-next')}</p>
          <Figures label={text('keys.figures-device')} figures={figures.device} />
        </Notice>
      ) : (
        <Notice tone="calm" heading={text('keys.has')}>
          <p>{text('keys.has-what')}</p>
        </Notice>
      )}
      {figures.key !== null && <Figures label={text('keys.figures-key')} figures={figures.key} />}
      <p className="soft">{text('keys.figures-why')}</p>
    </>
  )
}

/** Read out, not read: kept together in groups and never translated. */
export function Figures({ label, figures }: { label: string; figures: string }): ReactNode {
  return (
    <p>
      {label}{' '}
      <strong className="key-figures" translate="no">
        {figures}
      </strong>
    </p>
  )
}

function Strange({ id, recipient, onTake }: { id: string; recipient: string } & Pick<Props, 'onTake'>): ReactNode {
  const text = useText()
  const figures = useFigures(recipient)
  const [isTaken, setIsTaken] = useState(false)
  if (isTaken) return null
  const take = async (): Promise<void> => {
    await onTake(id)
    setIsTaken(true)
  }
  return (
    <Notice tone="brick" heading={text('keys.strange')}>
      <p>{text('keys.strange-next')}</p>
      <Figures label={text('keys.figures-key')} figures={figures} />
      <Asked action={text('keys.strange-take')} question={text('keys.strange-question')} onYes={take} />
    </Notice>
  )
}
