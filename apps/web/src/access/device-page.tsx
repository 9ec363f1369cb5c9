import { Link } from '@tanstack/react-router'
import { useEffect, useState, type ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { deviceParts } from '../shell/device-parts.ts'
import { Page } from '../shell/page.tsx'
import { useUnlocked, useVault } from '../shell/session.tsx'
import { Button, buttonClass } from '../ui/button.tsx'
import { SelectField } from '../ui/choice-field.tsx'
import { Notice } from '../ui/notice.tsx'
import { Section } from '../ui/section.tsx'
import { WaitingWork } from './waiting-work.tsx'

/** What this device keeps for the person at work, when it locks, and how it is emptied. */
export function DevicePage(): ReactNode {
  const text = useText()
  const { isInMemory = false } = useUnlocked()
  if (isInMemory) return <InMemory />
  return (
    <Page title="device.title" lead={<p>{text('device.lead')}</p>}>
      <Section id="kept" title="device.kept">
        <Persistence />
        <WaitingWork words="sign-in.others-wait" />
      </Section>
      {deviceParts.map(({ id, title, Part }) => (
        <Section key={id} id={id} title={title}>
          <Part />
        </Section>
      ))}
      <Section id="locking" title="device.locking">
        <Locking />
      </Section>
      <Section id="password" title="device.password">
        <div>
          <Link to="/signing-in" className={buttonClass()}>
            {text('shell.signing-in')}
          </Link>
        </div>
      </Section>
      <Section id="wipe" title="device.wipe-title">
        <Wipe />
      </Section>
    </Page>
  )
}

/** Of whoever came in by the identity provider nothing is kept, and nothing can be wiped. */
function InMemory(): ReactNode {
  const text = useText()
  return (
    <Page title="device.title">
      <Notice heading={text('nothing-kept.device')}>
        <p>{text('nothing-kept.device-next')}</p>
      </Notice>
      <WaitingWork words="sign-in.others-wait" />
      {deviceParts
        .filter(({ id }) => id === 'app-name' || id === 'devices')
        .map(({ id, title, Part }) => (
          <Section key={id} id={id} title={title}>
            <Part />
          </Section>
        ))}
      <Section id="locking" title="device.locking">
        <Locking />
      </Section>
    </Page>
  )
}

/** Whether the browser promised not to throw away what is here when room is short. */
function Persistence(): ReactNode {
  const text = useText()
  const [isPersisted, setIsPersisted] = useState<boolean | null>(null)
  useEffect(() => {
    // Older browsers have none, and promise nothing.
    const storage: StorageManager | undefined = navigator.storage
    void (storage?.persisted?.() ?? Promise.resolve(false)).then(setIsPersisted)
  }, [])
  if (isPersisted === null) return null
  return isPersisted ? <p>{text('device.persisted')}</p> : <Notice tone="amber">{text('device.not-persisted')}</Notice>
}

const minuteChoices = [1, 2, 5, 10, 15, 30]

function Locking(): ReactNode {
  const text = useText()
  const vault = useVault()
  const [limit, setLimit] = useState<{ minutes: number; most: number | null } | null>(null)
  useEffect(() => void vault.lockMinutes().then(setLimit), [vault])
  if (limit === null) return null
  const choose = async (minutes: number): Promise<void> => {
    await vault.setLockMinutes(minutes)
    setLimit(await vault.lockMinutes())
  }
  const choices = [...new Set([...minuteChoices, limit.minutes])].sort((left, right) => left - right)
  const allowed = choices.filter((minutes) => limit.most === null || minutes <= limit.most)
  return (
    <>
      <p>{text('device.locking-how')}</p>
      <SelectField
        id="lock-minutes"
        label={text('device.lock-after')}
        help={limit.most === null ? undefined : text('device.lock-most', { count: limit.most })}
        prompt={text('device.lock-after')}
        options={allowed.map((minutes) => ({
          value: String(minutes),
          label: text('device.minutes', { count: minutes }),
        }))}
        value={String(limit.minutes)}
        onChange={(value) => {
          if (value !== '') void choose(Number(value))
        }}
      />
      <div>
        <Button onClick={() => vault.lock()}>{text('device.lock-now')}</Button>
      </div>
    </>
  )
}

function Wipe(): ReactNode {
  const text = useText()
  const vault = useVault()
  const [isSure, setIsSure] = useState(false)
  return (
    <>
      <p>{text('device.wipe-what')}</p>
      <p>{text('device.wipe-loses')}</p>
      {isSure ? (
        <div className="row">
          <Button onClick={() => void vault.wipe()}>{text('device.wipe-sure')}</Button>
          <Button weight="quiet" onClick={() => setIsSure(false)}>
            {text('device.wipe-not')}
          </Button>
        </div>
      ) : (
        <div>
          <Button onClick={() => setIsSure(true)}>{text('device.wipe')}</Button>
        </div>
      )}
    </>
  )
}
