import { listAgencyKeys } from '@komar/contract/agency-keys'
import { call } from '@komar/contract/client'
import { useState, type ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { NoAnswerYet } from '../shell/answered.tsx'
import { Page } from '../shell/page.tsx'
import { useSession } from '../shell/session.tsx'
import { isWithKeys } from '../store/agency-keys/with-keys.ts'
import { useStore } from '../store/store-provider.tsx'
import { useAnswer } from '../store/use-answer.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Loading, PageState } from '../ui/page-state.tsx'
import { Section } from '../ui/section.tsx'
import { KeyDevices } from './key-devices.tsx'
import { KeyOnDevice } from './key-on-device.tsx'
import { KeyStanding } from './key-standing.tsx'
import { NewKeyForm } from './new-key-form.tsx'
import { RestoreKeyForm } from './restore-key-form.tsx'
import { useAgencyKeys, type KeysHere } from './use-agency-keys.ts'

/** The agency's key: whether this device has it; for supervisors, who else gets it, and what becomes of it. */
export function KeysPage(): ReactNode {
  const text = useText()
  const session = useSession()
  const { isInMemory } = useStore()
  if (!isWithKeys(session)) return <PageState kind="forbidden" />
  if (!isInMemory) return <Keys isKeeper={session.roles.includes('supervisor')} />
  return (
    <Page title="keys.title" lead={<p>{text('keys.lead')}</p>}>
      <Notice tone="amber" heading={text('keys.nothing-kept')}>
        <p>{text('keys.nothing-kept-next')}</p>
      </Notice>
    </Page>
  )
}

function Keys({ isKeeper }: { isKeeper: boolean }): ReactNode {
  const text = useText()
  const { here, askAgain } = useAgencyKeys()
  return (
    <Page title="keys.title" lead={<p>{text('keys.lead')}</p>}>
      <Section id="this-device" title="keys.here">
        {here === undefined ? <Loading /> : <KeyOnDevice here={here} onTake={askAgain} />}
      </Section>
      {isKeeper && here !== undefined && here.state !== null && <Kept here={here} onChange={() => void askAgain()} />}
    </Page>
  )
}

function askKeys(isBackground: boolean) {
  return call(listAgencyKeys, {}, { isBackground })
}

/** What is seldom needed, and long, behind a button. */
function Opened({ action, children }: { action: string; children: ReactNode }): ReactNode {
  const [isOpen, setIsOpen] = useState(false)
  if (isOpen) return children
  return (
    <div>
      <Button onClick={() => setIsOpen(true)}>{action}</Button>
    </div>
  )
}

function Kept({ here, onChange }: { here: KeysHere; onChange: () => void }): ReactNode {
  const text = useText()
  const asked = useAnswer(askKeys)
  const { value, askAgain } = asked
  const changed = (): void => {
    askAgain()
    onChange()
  }
  if (value === undefined) return <NoAnswerYet asked={asked} />
  const key = value.keys.find(({ isCurrent }) => isCurrent)
  if (key === undefined) {
    return (
      <Section id="make" title="keys.make">
        <NewKeyForm former={null} devices={[]} onMade={changed} />
      </Section>
    )
  }
  const hasKey = here.state?.waits === false
  const holders = value.devices.filter(({ standing, holds }) => standing === 'here' && holds.includes(key.id))
  return (
    <>
      <Section id="key" title="keys.key">
        <KeyStanding agencyKey={key} onChange={changed} />
      </Section>
      <Section id="devices" title="keys.devices">
        <KeyDevices current={key.id} devices={value.devices} hasKey={hasKey} onChange={changed} />
      </Section>
      {!hasKey && here.state?.current && (
        <Section id="restore" title="keys.restore">
          <RestoreKeyForm agencyKey={here.state.current} needed={key.partsNeeded} onRestored={changed} />
        </Section>
      )}
      {(hasKey || holders.length === 0) && (
        <Section id="replace" title={hasKey ? 'keys.replace' : 'keys.anew'}>
          <Opened key={key.id} action={text('keys.replace-begin')}>
            <NewKeyForm former={key} devices={holders} onMade={changed} />
          </Opened>
        </Section>
      )}
    </>
  )
}
