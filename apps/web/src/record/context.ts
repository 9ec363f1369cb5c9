// What a form may know while it is filled: who writes, about whom, and what the chronicle says so far. Made by use-record-context.ts.
import type { Author, CarerRow, ChildRow, FacilityRow } from '@komar/contract/register'
import type { Agency, Session } from '@komar/contract/session'
import type { CarerFile } from '@komar/domain/insight/carer-file'
import type { ChildFile } from '@komar/domain/insight/child-file'
import type { Recorded } from '@komar/domain/chronicle/entry'
import type { CountryPack } from '@komar/domain/policy'
import type { PlainDate } from '@komar/domain/time/plain-date'
import type { Speech } from '../i18n/speech.ts'

export type FormSubject = 'child' | 'carer' | 'facility' | 'none'

export type RecordContext = {
  speech: Speech
  session: Session
  today: PlainDate
  subject: { type: FormSubject; id: string }
  /** What the link to the form said: which relative, which pregnancy. Ids and words of lists only. */
  query: Readonly<Record<string, string | undefined>>
  facilities: readonly FacilityRow[]
  agencies: readonly Agency[]
  /** Carers in custody to choose from, where the form is about none yet. */
  carers: readonly CarerRow[]
  pack: CountryPack
  /** The subject's chronicle as this reader sees it, with what still waits on this device. */
  entries: readonly Recorded[]
  /** Who wrote them. */
  authors: readonly Author[]
  child: ChildFile | null
  /** The chronicle of the carer with whom the child lives, as this reader sees it: some gates look there. Empty elsewhere. */
  carerEntries: readonly Recorded[]
  /** The form's carer, or the one with whom the child lives. */
  carer: CarerFile | null
  /** The children known to be the carer's: of a child's form its brothers and sisters, and itself. */
  children: readonly ChildRow[]
  newId: () => string
  /** Stands for a text that is not written yet, so that a gate can be asked before the form is whole; undefined when recording. */
  placeholder?: string
  /** The address of the open form: where one comes back to from a form that was opened to mend something in it. */
  here?: string
}
