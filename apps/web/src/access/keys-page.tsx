import { listAgencyKeys, type AgencyKey, type KeyDevice } from '@komar/contract/agency-keys'
import { call } from '@komar/contract/client'
import { useEffect, useRef, useState, type ComponentProps, type ReactNode } from 'react'
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

type KeptProps = { here: KeysHere; onChange: () => void }

function Kept({ here, onChange }: KeptProps): ReactNode {
  const asked = useAnswer(askKeys)
  const { value, askAgain } = asked
  const current = value?.keys.find(({ isCurrent }) => isCurrent)
  useUnheardOf(current?.id, here, onChange)
  const changed = (): void => {
    askAgain()
    onChange()
  }
  if (value === undefined) return <NoAnswerYet asked={asked} />
  if (current !== undefined) return <KeptKey {...value} current={current} here={here} onChange={changed} />
  return (
    <Section id="make" title="keys.make">
      <NewKeyForm former={null} devices={[]} onMade={changed} />
    </Section>
  )
}

/** A key that came in between, such as one of which the answer was lost: this device asks what it has of it. */
function useUnheardOf(current: string | undefined, here: KeysHere, onChange: () => void): void {
  const latest = useRef({ here, onChange })
  latest.current = { here, onChange }
  useEffect(() => {
    const { here: known, onChange: ask } = latest.current
    if (current !== undefined && current !== known.state?.current?.id) ask()
  }, [current])
}

type KeptKeyProps = KeptProps & { current: AgencyKey; keys: readonly AgencyKey[]; devices: readonly KeyDevice[] }

function KeptKey({ current, keys, devices, here, onChange }: KeptKeyProps): ReactNode {
  const text = useText()
  // What the host knows of counts, too: without it, this device can neither give nor replace.
  const held = devices.find(({ isThis }) => isThis)?.holds ?? []
  const hasKey = here.state?.waits === false && held.includes(current.id)
  const holders = devices.filter(({ standing, holds }) => standing === 'here' && holds.includes(current.id))
  return (
    <>
      <Section id="key" title="keys.key">
        <KeyStanding agencyKey={current} onChange={onChange} />
      </Section>
      <Section id="devices" title="keys.devices">
        <KeyDevices current={current.id} held={held} devices={devices} hasKey={hasKey} onChange={onChange} />
      </Section>
      <Restoring keys={keys} lacking={keys.filter(({ id }) => !held.includes(id))} onRestored={onChange} />
      {(hasKey || holders.length === 0) && (
        <Section id="replace" title={hasKey ? 'keys.replace' : 'keys.anew'}>
          <Opened key={current.id} action={text('keys.replace-begin')}>
            <NewKeyForm former={current} devices={holders} onMade={onChange} />
          </Opened>
        </Section>
      )}
    </>
  )
}

function Restoring({ keys, lacking, onRestored }: ComponentProps<typeof RestoreKeyForm>): ReactNode {
  const [times, setTimes] = useState(0)
  const restored = (): void => {
    setTimes(times + 1)
    onRestored()
  }
  return (
    <>
      {times > 0 && <Restored times={times} />}
      {lacking.length > 0 && (
        <Section id="restore" title="keys.restore">
          <RestoreKeyForm key={lacking.map(({ id }) => id).join(' ')} {...{ keys, lacking }} onRestored={restored} />
        </Section>
      )}
    </>
  )
}

/** Takes the focus: the form may be gone. */
function Restored({ times }: { times: number }): ReactNode {
  const text = useText()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [times])
  return (
    <Notice tone="calm" heading={text('keys.restored')} ref={box} announce>
      <p>{text('keys.restored-next')}</p>
    </Notice>
  )
}
