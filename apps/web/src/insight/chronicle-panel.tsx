import { useMemo, type ReactNode } from 'react'
import { attachmentsOf } from '@komar/domain/chronicle/attachments'
import type { Recorded } from '@komar/domain/chronicle/entry'
import { chronicleItems } from '../chronicle/chronicle-items.ts'
import { sliceWords, type Namer } from '../chronicle/describe-entry.ts'
import type { OpenChronicle } from '../chronicle/use-chronicle.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import type { Directory } from '../register/directory.ts'
import { useNames } from '../shell/names.tsx'
import { useSession } from '../shell/session.tsx'
import { AttachmentList } from '../ui/attachment-list.tsx'
import { Chronicle } from '../ui/chronicle.tsx'

type Props = {
  chronicle: OpenChronicle
  directory: Directory
  /** Names of people, where this page may say them. */
  nameOf: Namer['nameOf']
  /** What may be done with an entry. */
  actionsFor?: (entry: Recorded) => ReactNode
}

/** A chronicle with its corrections, withdrawn entries and filters. */
export function ChroniclePanel({ chronicle, directory, nameOf, actionsFor }: Props): ReactNode {
  const speech = useSpeech()
  const { account, agency, host } = useSession()
  const { entries, authors } = chronicle
  const { areHidden } = useNames()
  const items = useMemo(() => {
    const me = { id: account.id, displayName: account.displayName, agency: agency.id }
    const known = authors.some(({ id }) => id === me.id) ? authors : [...authors, me]
    const filesFact = (files: ReturnType<typeof attachmentsOf>) => ({
      label: speech.text('field.attachments'),
      value: <AttachmentList attachments={files} />,
    })
    const found = chronicleItems(entries ?? [], {
      speech,
      timeZone: host.timeZone,
      authors: known,
      namer: { nameOf, areNamesHidden: areHidden },
      agencyName: directory.agencyName,
    })
    const byId = new Map((entries ?? []).map((entry) => [entry.id as string, entry]))
    return found.map((item) => {
      const entry = byId.get(item.id)
      const files = entry === undefined || item.retraction ? [] : attachmentsOf(entry)
      const shown = files.length === 0 ? item : { ...item, facts: [...item.facts, filesFact(files)] }
      return actionsFor === undefined || entry === undefined || item.retraction
        ? shown
        : { ...shown, actions: actionsFor(entry) }
    })
  }, [entries, authors, account, agency, host.timeZone, speech, nameOf, areHidden, directory, actionsFor])
  const slices = Object.entries(sliceWords).map(([id, label]) => ({ id, label: speech.text(label) }))
  return <Chronicle items={items} slices={slices} timeZone={host.timeZone} />
}
