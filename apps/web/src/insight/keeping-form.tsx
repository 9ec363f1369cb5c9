// Chooses what this device keeps: all that its person may see, or some prisons. Children kept besides are chosen on their own pages.
import type { Keeping } from '@komar/contract/devices'
import { useState, type ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { useDirectory } from '../register/directory.ts'
import { NoAnswerYet } from '../shell/answered.tsx'
import { sayProblem } from '../shell/problem-words.ts'
import { Button } from '../ui/button.tsx'
import { ChoiceField, ManyField } from '../ui/choice-field.tsx'
import { Notice } from '../ui/notice.tsx'
import { DownloadLine } from './download-line.tsx'
import { useDevice } from './use-device.ts'
import type { KeepingHandle } from './use-keeping.ts'

export function KeepingForm({ keeping }: { keeping: KeepingHandle }): ReactNode {
  const [hasSaved, setHasSaved] = useState(false)
  const { value } = keeping.asked
  if (value !== undefined) {
    return (
      <>
        <Choose key={JSON.stringify(value)} value={value} keeping={keeping} onSaved={() => setHasSaved(true)} />
        {hasSaved && keeping.problem === null && <Saved />}
      </>
    )
  }
  return <NoAnswerYet asked={keeping.asked} />
}

/** Said where the button is: the checklist and the bar of the download stand further up. */
function Saved(): ReactNode {
  const text = useText()
  const device = useDevice()
  return (
    <Notice tone="calm" heading={text('keeping.saved')} announce>
      {device !== null && <DownloadLine state={device.download.state()} />}
    </Notice>
  )
}

type ChooseProps = { value: Keeping; keeping: KeepingHandle; onSaved: () => void }

function Choose({ value, keeping, onSaved }: ChooseProps): ReactNode {
  const text = useText()
  const { facilities, facilityName } = useDirectory()
  const { problem, isChanging, change } = keeping
  const [which, setWhich] = useState<'all' | 'some'>(value.facilities === 'all' ? 'all' : 'some')
  const [chosen, setChosen] = useState<string[]>(value.facilities === 'all' ? [] : [...value.facilities])
  // A prison that was chosen before and is no longer mine can still be let go.
  const mine = facilities.filter(({ id, isMine }) => isMine || chosen.includes(id)).map(({ id }) => id)
  const save = (): void => void change({ ...value, facilities: which === 'all' ? 'all' : chosen }).then(onSaved)
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <ChoiceField
        id="which"
        label={text('keeping.which')}
        options={[
          { value: 'all', label: text('keeping.all'), hint: text('keeping.all-what') },
          { value: 'some', label: text('keeping.some'), hint: text('keeping.some-what') },
        ]}
        value={which}
        onChange={setWhich}
      />
      {which === 'some' && (
        <ManyField
          id="prisons"
          help={text('keeping.one-child')}
          label={text('keeping.prisons')}
          options={mine.map((id) => ({ value: id, label: facilityName(id) }))}
          values={chosen}
          onChange={setChosen}
        />
      )}
      {problem !== null && (
        <Notice tone="brick" announce>
          {problem === 'offline' ? text('pin.needs-network') : sayProblem(problem, text)}
        </Notice>
      )}
      <div>
        <Button type="submit" disabled={isChanging}>
          {text('keeping.save')}
        </Button>
        <p className="soft small">{text('keeping.save-what')}</p>
      </div>
    </form>
  )
}
