import { readBrokenGlass } from '@komar/contract/broken-glass'
import { erasureAsked } from '@komar/domain/access/erasure-kinds'
import { isErasable } from '@komar/domain/access/erasure-state'
import type { Recorded } from '@komar/domain/chronicle/entry'
import { merged } from '@komar/domain/register/merge-kinds'
import { childRegister } from '@komar/domain/register/state'
import { settled } from '@komar/domain/settled'
import { Link, useParams } from '@tanstack/react-router'
import { useCallback, useMemo, type ReactNode } from 'react'
import { readEntry } from '../chronicle/merge-feed.ts'
import type { OpenChronicle } from '../chronicle/use-chronicle.ts'
import { formatInstant } from '../i18n/format-instant.ts'
import { useSpeech, useText } from '../i18n/language-provider.tsx'
import { recordActions, recordAddress } from '../register/actions.ts'
import { nameOfPlace, useDirectory } from '../register/directory.ts'
import { Answered } from '../shell/answered.tsx'
import { PersonName } from '../shell/names.tsx'
import { Page } from '../shell/page.tsx'
import { useSession } from '../shell/session.tsx'
import { ask } from '../store/ask.ts'
import { useAnswer } from '../store/use-answer.ts'
import { buttonClass } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Section } from '../ui/section.tsx'
import { EntryActions } from './child-chronicle.tsx'
import { ChroniclePanel } from './chronicle-panel.tsx'
import { GlassCopy } from './glass-copy.tsx'

/** The record that was opened in need: its entries, to read. Never kept on the device; the host gives it as long as it is open. */
export function GlassRecordPage(): ReactNode {
  const { id = '' }: { id?: string } = useParams({ strict: false })
  const question = useCallback(
    (isBackground: boolean) => ask(readBrokenGlass, { params: { id } }, { isBackground }),
    [id],
  )
  const asked = useAnswer(question)
  const speech = useSpeech()
  const { host } = useSession()
  return (
    <Answered asked={asked} title="glass.record">
      {(record) => (
        <Page title="glass.record">
          <Notice tone="amber">
            {speech.text('glass.record-lead', { until: formatInstant(record.until, speech, host.timeZone) })}
          </Notice>
          <Record id={id} record={record} askAgain={asked.askAgain} />
        </Page>
      )}
    </Answered>
  )
}

type Given = Pick<OpenChronicle, 'authors'> & {
  entries: readonly unknown[]
  child: string
  mayCopy: boolean
  mayWrite: readonly string[]
}

function Record({ id, record, askAgain }: { id: string; record: Given; askAgain: () => void }): ReactNode {
  const directory = useDirectory()
  const text = useText()
  const { entries: given, authors, mayCopy } = record
  const chronicle = useMemo((): OpenChronicle => {
    const entries = given.flatMap((entry) => readEntry(entry) ?? [])
    return { entries, authors, source: undefined, problem: null, askAgain }
  }, [given, authors, askAgain])
  const nameOf = useCallback((field: string, named: string) => nameOfPlace(directory, field, named), [directory])
  const { child, mayWrite } = record
  const mayErase = mayWrite.includes(erasureAsked.name)
  const actionsFor = useCallback(
    (entry: Recorded): ReactNode => (
      <EntryActions
        child={child}
        entry={entry}
        mayWrite={false}
        mayErase={mayErase && isErasable(entry.kind)}
        glass={id}
      />
    ),
    [id, child, mayErase],
  )
  const { names, code } = useMemo(() => childRegister(settled(chronicle.entries ?? [])), [chronicle])
  const shown = { km: names?.km ?? null, latin: names?.latin ?? null, called: names?.called ?? null }
  return (
    <>
      <p>
        <PersonName person={{ id: '', code, names: shown }} />
        {code !== null && <span className="soft"> {text('child.code', { code })}</span>}
      </p>
      {mayCopy && (
        <p className="screen-only">
          <a href="#glass-copy">{text('glass.copy')}</a>
        </p>
      )}
      <WrittenThrough id={id} {...record} />
      <ChroniclePanel chronicle={chronicle} directory={directory} nameOf={nameOf} actionsFor={actionsFor} />
      {mayCopy && <GlassCopy id={id} isJoined={(chronicle.entries ?? []).some(({ kind }) => kind === merged.name)} />}
    </>
  )
}

/** What puts a wrong seal right, and what erasure takes: all that is written to a sealed record. */
function WrittenThrough({ id, child, mayWrite }: { id: string } & Pick<Given, 'child' | 'mayWrite'>): ReactNode {
  const text = useText()
  const shown = recordActions.filter(({ kinds }) => kinds.every((kind) => mayWrite.includes(kind)))
  if (shown.length === 0) return null
  // The forms read a query of their own, which the router's types do not know.
  const search = { glass: id } as never
  return (
    <Section id="glass-write" title="glass.write">
      <p>{text('glass.write-lead')}</p>
      <div className="row screen-only">
        {shown.map(({ name, label }) => (
          <Link key={name} to={recordAddress(child, name)} search={search} className={buttonClass('quiet')}>
            {text(label)}
          </Link>
        ))}
      </div>
    </Section>
  )
}
