// Prepare for a visit: what this device keeps, how old and how large it is, what is missing, and whether it is ready to go.
import { useEffect, useState, type ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { PersonName } from '../shell/names.tsx'
import { Page } from '../shell/page.tsx'
import type { AttachedDevice } from '../store/device-answer.ts'
import { useIsOnline, useStore, useUnsent } from '../store/store-provider.tsx'
import { Button } from '../ui/button.tsx'
import { PageState } from '../ui/page-state.tsx'
import { Section } from '../ui/section.tsx'
import { askToPersist, useBrowserFacts } from './device-facts.ts'
import { DownloadLine } from './download-line.tsx'
import { KeepingForm } from './keeping-form.tsx'
import { HowMuch } from './kept-on-device.tsx'
import { PrepareChecklist } from './prepare-checklist.tsx'
import { prepareChecks } from './prepare-checks.ts'
import { useDevice } from './use-device.ts'
import { useKeeping } from './use-keeping.ts'

/** The page of whoever goes where there is no network. */
export function PreparePage(): ReactNode {
  const text = useText()
  const device = useDevice()
  return (
    <Page title="prepare.title" lead={<p>{text('prepare.what')}</p>}>
      {device === null ? (
        <PageState kind="empty" heading={text('prepare.no-device')} next={text('prepare.no-device-next')} />
      ) : (
        <Prepare device={device} />
      )}
    </Page>
  )
}

function Prepare({ device }: { device: AttachedDevice }): ReactNode {
  const text = useText()
  const keeping = useKeeping()
  const { facts, askAgain } = useBrowserFacts()
  const unsent = useUnsent() ?? []
  const drafts = useDraftCount()
  const [wasRefused, setWasRefused] = useState(false)
  const isOnline = useIsOnline()
  const pinned = keeping.asked.value?.pinned ?? []
  const missing = pinned.filter((child) => !isHere(child, device))
  const download = device.download.state()
  const checks = prepareChecks({ ...facts, download, missing: missing.length, unsent: unsent.length, drafts })
  const persist = async (): Promise<void> => {
    setWasRefused(!(await askToPersist()))
    askAgain()
  }
  return (
    <>
      <Section id="ready" title="prepare.ready-title">
        <PrepareChecklist
          checks={checks}
          lockAfterMinutes={device.session.host.devicePolicy.lockAfterMinutes}
          onPersist={() => void persist()}
          wasRefused={wasRefused}
        />
      </Section>
      <Section id="here" title="kept.title">
        <HowMuch size={device.chronicle.size()} />
        <DownloadLine state={download} />
        {download.is !== 'running' && (
          <div>
            <Button weight="main" disabled={!isOnline} onClick={() => device.download.start()}>
              {text('prepare.download')}
            </Button>
            {!isOnline && <p className="soft">{text('prepare.download-offline')}</p>}
          </div>
        )}
      </Section>
      <Section id="choose" title="prepare.choose">
        <KeepingForm keeping={keeping} />
      </Section>
      {pinned.length > 0 && (
        <Section id="pinned" title="prepare.pinned">
          <Pinned children={pinned} device={device} />
        </Section>
      )}
    </>
  )
}

function isHere(child: string, { chronicle }: AttachedDevice): boolean {
  return chronicle.summaries('child').some(({ subject }) => subject === child)
}

function Pinned({ children, device }: { children: readonly string[]; device: AttachedDevice }): ReactNode {
  const text = useText()
  const summaries = new Map<string, ReturnType<typeof namesOf>>(
    device.chronicle.summaries('child').map((summary) => [summary.subject, namesOf(summary.identity)]),
  )
  return (
    <ul className="plain-list stack-tight">
      {children.map((child) => (
        <li key={child}>
          <PersonName person={{ id: child, names: summaries.get(child) ?? null }} />
          {!summaries.has(child) && <span className="soft"> {text('prepare.not-here')}</span>}
        </li>
      ))}
    </ul>
  )
}

type Identity = { nameKm: string | null; nameLatin: string | null; called: string | null } | null

function namesOf(identity: Identity) {
  return identity === null ? null : { km: identity.nameKm, latin: identity.nameLatin, called: identity.called }
}

/** Forms that were begun and not sent. */
function useDraftCount(): number {
  const { drafts } = useStore()
  const [count, setCount] = useState(0)
  useEffect(() => {
    let isCurrent = true
    void drafts.list().then((found) => isCurrent && setCount(found.length))
    return () => {
      isCurrent = false
    }
  }, [drafts])
  return count
}
