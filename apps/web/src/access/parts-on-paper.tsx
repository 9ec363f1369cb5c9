import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useSpeech } from '../i18n/language-provider.tsx'
import { Button } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Notice } from '../ui/notice.tsx'
import { LongTextField } from '../ui/text-field.tsx'
import { useFieldErrors } from '../ui/use-field-errors.ts'
import './access.css'

type Props = {
  parts: readonly string[]
  /** Names, in the order of the parts. */
  holders: readonly string[]
  needed: number
  onWritten: () => Promise<void>
  onLeave: () => Promise<void>
}

/** One part after another, each shown once to whoever holds it, written down by hand, and typed back so that no letter is wrong. */
export function PartsOnPaper({ parts, holders, needed, onWritten, onLeave }: Props): ReactNode {
  const { text } = useSpeech()
  const [at, setAt] = useState(0)
  const [isBusy, setIsBusy] = useState(false)
  const part = parts[at]
  const next = (): void => setAt(at + 1)
  const alone = async (work: () => Promise<void>): Promise<void> => {
    setIsBusy(true)
    await work().finally(() => setIsBusy(false))
  }
  return (
    <div className="stack access-form">
      {part === undefined ? (
        <AllWritten needed={needed} total={parts.length} isBusy={isBusy} onUse={() => void alone(onWritten)} />
      ) : (
        <OnePart
          key={at}
          part={part}
          number={at + 1}
          total={parts.length}
          holder={holders[at] ?? ''}
          onWritten={next}
        />
      )}
      <div>
        <Button disabled={isBusy} onClick={() => void alone(onLeave)}>
          {text('keys.leave')}
        </Button>
      </div>
    </div>
  )
}

type AllWrittenProps = { needed: number; total: number; isBusy: boolean; onUse: () => void }

function AllWritten({ needed, total, isBusy, onUse }: AllWrittenProps): ReactNode {
  const { text } = useSpeech()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <Notice tone="calm" heading={text('keys.parts-done')} ref={box} announce>
      <p>{text('keys.parts-done-what', { needed, total })}</p>
      <div>
        <Button weight="main" disabled={isBusy} onClick={onUse}>
          {text('keys.make-do')}
        </Button>
      </div>
    </Notice>
  )
}

type OnePartProps = { part: string; number: number; total: number; holder: string; onWritten: () => void }

/** Whoever typed the part before still holds the device when this one begins: it is shown only when its holder asks. */
function OnePart({ part, number, total, holder, onWritten }: OnePartProps): ReactNode {
  const { text } = useSpeech()
  const [is, setIs] = useState<'handed' | 'shown' | 'typed'>('handed')
  const box = useRef<HTMLDivElement>(null)
  // The button that was pressed is gone.
  useEffect(() => box.current?.focus(), [is])
  return (
    <>
      <Notice tone="amber" heading={text('keys.part-of', { number, total, who: holder })} ref={box} announce>
        {is === 'handed' && <p>{text('keys.part-hand-over', { who: holder })}</p>}
        {is === 'shown' && <p>{text('keys.part-what')}</p>}
      </Notice>
      {is === 'handed' && (
        <div>
          <Button weight="main" onClick={() => setIs('shown')}>
            {text('keys.part-show', { number })}
          </Button>
        </div>
      )}
      {is === 'shown' && (
        // Not in what is announced: nobody but its holder is to hear it.
        <>
          <p className="key-part" translate="no" lang="en">
            {part}
          </p>
          <div>
            <Button weight="main" onClick={() => setIs('typed')}>
              {text('keys.part-written')}
            </Button>
          </div>
        </>
      )}
      {is === 'typed' && <TypedBack part={part} onRight={onWritten} onShow={() => setIs('shown')} />}
    </>
  )
}

type TypedBackProps = { part: string; onRight: () => void; onShow: () => void }

function TypedBack({ part, onRight, onShow }: TypedBackProps): ReactNode {
  const { text } = useSpeech()
  const [typed, setTyped] = useState('')
  const faults = useFieldErrors()
  const check = async (): Promise<void> => {
    // The same rule as when the parts are put together: case, spaces and look-alikes do not matter.
    const { readPart } = await import('../store/agency-keys/parts.ts')
    const [read, meant] = [await readPart(typed), await readPart(part)]
    if (read !== null && JSON.stringify(read) === JSON.stringify(meant)) onRight()
    else faults.show([{ fieldId: 'typed-part', message: text('keys.part-back-wrong') }])
  }
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void check()
      }}
    >
      <ErrorSummary errors={faults.errors} attempt={faults.attempt} />
      <LongTextField
        id="typed-part"
        label={text('keys.part-back')}
        help={text('keys.part-back-help')}
        error={faults.errorOf('typed-part')}
        autoCapitalize="characters"
        spellCheck={false}
        lang="en"
        value={typed}
        onChange={(value) => {
          setTyped(value)
          faults.clear()
        }}
      />
      <div className="row">
        <Button type="submit" weight="main">
          {text('keys.part-check')}
        </Button>
        <Button onClick={onShow}>{text('keys.part-again')}</Button>
      </div>
    </form>
  )
}
