import type { CarerRow, ShownNames } from '@komar/contract/register'
import { isErasable } from '@komar/domain/access/erasure-state'
import { erasureAgreed, erasureAsked } from '@komar/domain/access/erasure-kinds'
import { kindNamed } from '@komar/domain/kinds'
import type { Recorded } from '@komar/domain/chronicle/entry'
import type { ChildFile } from '@komar/domain/insight/child-file'
import { Link } from '@tanstack/react-router'
import { useCallback, useMemo, type ReactNode } from 'react'
import { kinLines } from '../care/care-view.ts'
import type { OpenChronicle } from '../chronicle/use-chronicle.ts'
import { useText } from '../i18n/language-provider.tsx'
import { isMadeAnew } from '../record/made-anew.ts'
import { mayRecordKind, recordAddress } from '../register/actions.ts'
import { nameOfPlace, type Directory } from '../register/directory.ts'
import { useSayPerson } from '../shell/names.tsx'
import { useSession } from '../shell/session.tsx'
import { ChroniclePanel } from './chronicle-panel.tsx'

type Props = {
  chronicle: OpenChronicle
  file: ChildFile
  carers: ReadonlyMap<string, CarerRow>
  directory: Directory
}

/** All that was recorded about a child, each entry with its corrections, and the way to correct or withdraw it. */
export function ChildChronicle({ chronicle, file, carers, directory }: Props): ReactNode {
  const nameOf = useChildNamer({ file, carers, directory })
  const session = useSession()
  const actionsFor = useCallback(
    (entry: Recorded): ReactNode =>
      entry.seq === undefined ? null : (
        <EntryActions
          child={file.child}
          entry={entry}
          mayWrite={mayRecordKind(session, entry.kind) && entry.kind !== erasureAgreed.name}
          mayErase={mayRecordKind(session, erasureAsked.name) && isErasable(entry.kind)}
        />
      ),
    [session, file.child],
  )
  return <ChroniclePanel chronicle={chronicle} directory={directory} nameOf={nameOf} actionsFor={actionsFor} />
}

type ActionProps = {
  child: string
  entry: Recorded
  mayWrite: boolean
  mayErase: boolean
  /** The opening through which a sealed record is read. */
  glass?: string
}

export function EntryActions({ child, entry, mayWrite, mayErase, glass }: ActionProps): ReactNode {
  const text = useText()
  if (!mayWrite && !mayErase) return null
  // The forms read a query of their own, which the router's types do not know.
  const search = { entry: entry.id, ...(glass !== undefined && { glass }) } as never
  const isCorrected = mayWrite && kindNamed(entry.kind)?.family === 'fact' && !isMadeAnew(entry.kind)
  return (
    <p className="row small screen-only">
      {isCorrected && (
        <Link to={recordAddress(child, 'correct')} search={search}>
          {text('entry.correct')}
        </Link>
      )}
      {mayWrite && (
        <Link to={recordAddress(child, 'withdraw')} search={search}>
          {text('entry.withdraw')}
        </Link>
      )}
      {mayErase && (
        <Link to={recordAddress(child, 'erasure')} search={search}>
          {text('entry.erase')}
        </Link>
      )}
    </p>
  )
}

type NamerProps = Pick<Props, 'carers' | 'directory'> & { file: ChildFile | null }

/** Says ids in entries: prisons, agencies, carers and people outside; others name nothing to a reader. */
export function useChildNamer({ file, carers, directory }: NamerProps): (field: string, id: string) => string | null {
  const sayPerson = useSayPerson()
  const people = useMemo(
    () =>
      new Map<string, { id: string; names: ShownNames }>([
        ...(file === null ? [] : kinLines(file.care)).map((each) => [each.id, each] as const),
        ...carers,
      ]),
    [file, carers],
  )
  return useCallback(
    (field, id) => {
      const person = people.get(id)
      return nameOfPlace(directory, field, id) ?? (person === undefined ? null : sayPerson(person).words)
    },
    [directory, people, sayPerson],
  )
}
