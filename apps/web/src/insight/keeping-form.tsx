// Chooses what this device keeps: all that its person may see, or some prisons. Children kept besides are chosen on their own pages.
import type { Keeping } from '@komar/contract/devices'
import { useState, type ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { useDirectory } from '../register/directory.ts'
import { NoAnswer } from '../shell/answered.tsx'
import { sayProblem } from '../shell/problem-words.ts'
import { Button } from '../ui/button.tsx'
import { ChoiceField, ManyField } from '../ui/choice-field.tsx'
import { Notice } from '../ui/notice.tsx'
import { Loading } from '../ui/page-state.tsx'
import type { KeepingHandle } from './use-keeping.ts'

export function KeepingForm({ keeping }: { keeping: KeepingHandle }): ReactNode {
  const { answer, value, askAgain } = keeping.asked
  if (value !== undefined) return <Choose key={JSON.stringify(value)} value={value} keeping={keeping} />
  return answer === undefined || answer.ok ? <Loading /> : <NoAnswer problem={answer.problem} askAgain={askAgain} />
}

function Choose({ value, keeping }: { value: Keeping; keeping: KeepingHandle }): ReactNode {
  const text = useText()
  const { facilities, facilityName } = useDirectory()
  const { problem, isChanging, change } = keeping
  const [which, setWhich] = useState<'all' | 'some'>(value.facilities === 'all' ? 'all' : 'some')
  const [chosen, setChosen] = useState<string[]>(value.facilities === 'all' ? [] : [...value.facilities])
  // A prison that was chosen before and is no longer mine can still be let go.
  const mine = facilities.filter(({ id, isMine }) => isMine || chosen.includes(id)).map(({ id }) => id)
  const save = (): void => void change({ ...value, facilities: which === 'all' ? 'all' : chosen })
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
