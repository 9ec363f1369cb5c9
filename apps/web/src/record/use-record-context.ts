// Gathers what a form may know. Without a network the form still opens with what there is: the outbox keeps what is written.
import type { Answer } from '@komar/contract/client'
import { readBrokenGlass } from '@komar/contract/broken-glass'
import { listAgencies } from '@komar/contract/accounts'
import {
  carerChronicle,
  childChronicle,
  facilityChronicle,
  listFacilities,
  searchCarers,
  showCarer,
  showChild,
  type Author,
  type CarerRow,
  type ChildRow,
} from '@komar/contract/register'
import type { Recorded, SubjectId } from '@komar/domain/chronicle/entry'
import { carerFile, type CarerFile } from '@komar/domain/insight/carer-file'
import { childFile, type ChildFile } from '@komar/domain/insight/child-file'
import type { CountryPack } from '@komar/domain/policy'
import { foldedFor } from '@komar/domain/register/merge-state'
import { plainDate } from '@komar/domain/time/plain-date'
import { useEffect, useMemo, useState } from 'react'
import { useSpeech } from '../i18n/language-provider.tsx'
import { loadPolicy } from '../policy/use-policy.ts'
import { useSession } from '../shell/session.tsx'
import { onKeys } from '../store/agency-keys/open-texts.ts'
import { ask, attachedDevice } from '../store/ask.ts'
import { newUuid } from '../store/new-entry.ts'
import { useStore, useUnsent } from '../store/store-provider.tsx'
import type { FormSubject, RecordContext } from './context.ts'

type Asked = Pick<RecordContext, 'authors' | 'facilities' | 'agencies' | 'carers' | 'children' | 'pack'> & {
  entries: readonly Recorded[]
  carer: { id: SubjectId; entries: readonly Recorded[] } | null
  isOffline: boolean
}

export type ContextState =
  { status: 'loading' } | { status: 'gone' } | { status: 'ready'; context: RecordContext; isOffline: boolean }

type Subject = RecordContext['subject']

/** What the form about this subject may know; asked once, so that nothing moves under the writer's hands. */
export function useRecordContext(type: FormSubject, id: string, query: RecordContext['query']): ContextState {
  const speech = useSpeech()
  const session = useSession()
  const unsent = useUnsent()
  const asked = useAsked(type, id, query['glass'])
  return useMemo((): ContextState => {
    if (asked === 'gone') return { status: 'gone' }
    if (asked === null || unsent === null) return { status: 'loading' }
    const pending = unsent
      .filter(({ state, entry }) => state !== 'refused' && names(entry, id))
      .map(({ entry }): Recorded => entry)
    const known = new Set(asked.entries.map((entry) => entry.id))
    const entries = [...asked.entries, ...pending.filter((entry) => !known.has(entry.id))]
    const subject: Subject = { type, id }
    const { isOffline, carer, ...rest } = asked
    const context: RecordContext = {
      ...rest,
      speech,
      session,
      subject,
      query,
      entries,
      newId: newUuid,
      today: attachedDevice()?.clock.today() ?? plainDate(session.host.today),
      child: childOf(subject, entries, asked.pack),
      carer: carerOf(subject, entries, carer),
      carerEntries: carer?.entries ?? [],
    }
    return { status: 'ready', context, isOffline }
  }, [asked, unsent, speech, session, type, id, query])
}

function names(entry: Recorded, id: string): boolean {
  return entry.subject === id || entry.also.some((other) => other === id)
}

function childOf({ type, id }: Subject, entries: readonly Recorded[], pack: CountryPack): ChildFile | null {
  // The id in the address names the subject of these very entries.
  return type === 'child' ? childFile(id as SubjectId, foldedFor(id as SubjectId, entries), pack) : null
}

function carerOf({ type, id }: Subject, entries: readonly Recorded[], carer: Asked['carer']): CarerFile | null {
  if (type === 'carer') return carerFile(id as SubjectId, entries) // as above
  return carer === null ? null : carerFile(carer.id, carer.entries)
}

function useAsked(type: FormSubject, id: string, glass: string | undefined): Asked | null | 'gone' {
  const [asked, setAsked] = useState<Asked | null | 'gone'>(null)
  const { country } = useSession().host
  const { changes } = useStore()
  useEffect(() => {
    let isCurrent = true
    const gather = (): void => void askAll({ type, id, glass }, country).then((answer) => isCurrent && setAsked(answer))
    gather()
    const stops = [changes.subscribe(gather), onKeys(gather)]
    return () => {
      isCurrent = false
      stops.forEach((stop) => stop())
    }
  }, [type, id, glass, changes, country])
  return asked
}

/** `glass`: the opening through which a sealed record is read. */
type About = { type: FormSubject; id: string; glass: string | undefined }

async function askAll({ type, id, glass }: About, country: string): Promise<Asked | 'gone'> {
  const [pack, facilities, agencies, chronicle] = await Promise.all([
    loadPolicy(country),
    ask(listFacilities, {}),
    ask(listAgencies, {}),
    chronicleOf({ type, id, glass }),
  ])
  if (chronicle !== null && !chronicle.ok && chronicle.problem !== 'offline') return 'gone'
  const entries = chronicle?.ok ? readEntries(chronicle.value.entries) : []
  const carer = type === 'child' ? await carerWith(id, entries, pack) : null
  const parent = type === 'carer' ? id : (carer?.id ?? null)
  return {
    pack,
    entries,
    authors: chronicle?.ok ? chronicle.value.authors : [],
    facilities: facilities.ok ? facilities.value.facilities : [],
    agencies: agencies.ok ? agencies.value.agencies : [],
    carers: type === 'none' ? await heldCarers() : [],
    children: parent === null ? [] : await childrenOf(parent),
    carer,
    isOffline: facilities.ok ? facilities.source.from === 'device' : facilities.problem === 'offline',
  }
}

type Chronicle = Promise<Answer<{ entries: readonly unknown[]; authors: readonly Author[] }> | null>

/** Of this very child: an opening of another one is none. */
async function throughGlass(child: string, glass: string): Chronicle {
  const answer = await ask(readBrokenGlass, { params: { id: glass } })
  return answer.ok && answer.value.child !== child ? { ok: false, problem: notThere } : answer
}

const notThere = { type: 'about:blank', status: 404, code: 'request.not-found', title: 'Not there' } as const

async function chronicleOf({ type, id, glass }: About): Chronicle {
  if (type === 'child' && glass !== undefined) return throughGlass(id, glass)
  switch (type) {
    case 'child':
      return ask(childChronicle, { params: { id } })
    case 'carer':
      return ask(carerChronicle, { params: { id } })
    case 'facility':
      return ask(facilityChronicle, { params: { id } })
    case 'none':
      return null
  }
}

function readEntries(entries: readonly unknown[]): Recorded[] {
  // The host accepted each of these as a written entry; the domain reads every body again with its kind's own schema.
  return entries as Recorded[]
}

async function heldCarers(): Promise<readonly CarerRow[]> {
  const answer = await ask(searchCarers, { body: { only: 'held', limit: 200 } })
  return answer.ok ? answer.value.carers : []
}

async function childrenOf(carer: string): Promise<readonly ChildRow[]> {
  const shown = await ask(showCarer, { params: { id: carer } })
  if (!shown.ok) return []
  const answers = await Promise.all(
    shown.value.carer.children.map(({ child }) => ask(showChild, { params: { id: child } })),
  )
  return answers.flatMap((answer) => (answer.ok ? [answer.value.child] : []))
}

async function carerWith(child: string, entries: readonly Recorded[], rules: CountryPack): Promise<Asked['carer']> {
  // The id in the address names the subject of these very entries.
  const { register } = childFile(child as SubjectId, foldedFor(child as SubjectId, entries), rules)
  const id = register.residences.at(-1)?.carer ?? register.relations.at(-1)?.carer
  if (id === undefined || id === null) return null
  const answer = await ask(carerChronicle, { params: { id } })
  return { id, entries: answer.ok ? readEntries(answer.value.entries) : [] }
}
