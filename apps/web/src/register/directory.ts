// The prisons and agencies of the host by id: what stands in rows and entries as an id is shown by name. Asked once for each visit.
import { listAgencies } from '@komar/contract/accounts'
import { listFacilities, type FacilityRow } from '@komar/contract/register'
import type { Agency } from '@komar/contract/session'
import { useEffect, useMemo, useState } from 'react'
import { useLanguage } from '../i18n/language-provider.tsx'
import { useSession } from '../shell/session.tsx'
import { ask } from '../store/ask.ts'

type Known = { facilities: readonly FacilityRow[]; agencies: readonly Agency[] }

const none: Known = { facilities: [], agencies: [] }

/** Kept for the account that asked: another account may see other prisons. */
let kept: { account: string; known: Known } | null = null

export type Directory = Known & {
  /** Empty while the list is on its way. */
  facilityName: (id: string) => string
  agencyName: (id: string) => string
}

export function useDirectory(): Directory {
  const { account } = useSession()
  const { language, text } = useLanguage()
  const [known, setKnown] = useState<Known | null>(kept?.account === account.id ? kept.known : null)
  useEffect(() => {
    let isCurrent = true
    void askDirectory().then((answer) => {
      if (answer === null) return
      kept = { account: account.id, known: answer }
      if (isCurrent) setKnown(answer)
    })
    return () => {
      isCurrent = false
    }
  }, [account.id])
  return useMemo(() => {
    const facilities = new Map((known?.facilities ?? []).map((facility) => [facility.id, facility]))
    const agencies = new Map((known?.agencies ?? []).map((agency) => [agency.id, agency]))
    const nameOf = (row: { nameEn: string; nameKm: string } | undefined, unknown: string): string =>
      row === undefined ? (known === null ? '' : unknown) : language === 'km' ? row.nameKm : row.nameEn
    return {
      ...(known ?? none),
      facilityName: (id) => nameOf(facilities.get(id), text('facility.unknown')),
      agencyName: (id) => nameOf(agencies.get(id), text('entry.someone')),
    }
  }, [known, language, text])
}

async function askDirectory(): Promise<Known | null> {
  const [facilities, agencies] = await Promise.all([ask(listFacilities, {}), ask(listAgencies, {})])
  if (!facilities.ok && !agencies.ok) return null
  return {
    facilities: facilities.ok ? facilities.value.facilities : [],
    agencies: agencies.ok ? agencies.value.agencies : [],
  }
}

/** Says the ids of prisons and agencies in entries; others name nothing here. */
export function nameOfPlace(
  { facilityName, agencyName }: Pick<Directory, 'facilityName' | 'agencyName'>,
  field: string,
  id: string,
): string | null {
  if (field === 'facility') return facilityName(id)
  return field === 'agency' ? agencyName(id) : null
}
