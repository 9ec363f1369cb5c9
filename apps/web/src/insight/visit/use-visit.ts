// What the page of a visit is made from: who should be here, what is open from earlier visits, and what was said of each child last time.
import {
  childChronicle,
  facilityChronicle,
  searchCarers,
  searchChildren,
  type CarerRow,
  type ChildRow,
} from '@komar/contract/register'
import {
  facilityRounds,
  roundStanding,
  type FacilityRounds,
  type RoundStanding,
} from '@komar/domain/conditions/round-state'
import type { CountryPack } from '@komar/domain/policy'
import { settled } from '@komar/domain/settled'
import { edtf, edtfBounds, isEdtf } from '@komar/domain/time/edtf'
import { plainDate } from '@komar/domain/time/plain-date'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { readEntry } from '../../chronicle/merge-feed.ts'
import { useChronicle } from '../../chronicle/use-chronicle.ts'
import { usePolicy } from '../../policy/use-policy.ts'
import { useSession } from '../../shell/session.tsx'
import { ask } from '../../store/ask.ts'
import { useAnswer } from '../../store/use-answer.ts'
import { lastTime, type LastTime } from './last-time.ts'

const most = 200

/** Children who should be here, and the women held here. */
export function useWhoIsHere(facility: string) {
  const children = useAnswer(
    useCallback(
      (isBackground: boolean) =>
        ask(searchChildren, { body: { facility, where: 'inside', limit: most } }, { isBackground }),
      [facility],
    ),
  )
  const carers = useAnswer(
    useCallback(
      (isBackground: boolean) => ask(searchCarers, { body: { facility, only: 'held', limit: most } }, { isBackground }),
      [facility],
    ),
  )
  return { children, carers }
}

export type VisitFacts = {
  pack: CountryPack
  rounds: FacilityRounds
  standing: RoundStanding
  monthly: RoundStanding
}

/** Rounds of this place and what they left open; null while they are read. */
export function useVisitFacts(facility: string): VisitFacts | null {
  const pack = usePolicy()
  const { entries } = useChronicle(facilityChronicle, facility)
  const today = plainDate(useSession().host.today)
  return useMemo(() => {
    if (pack === null || entries === null) return null
    const rounds = facilityRounds(settled(entries))
    const asked = pack.procedures?.rounds
    const monthlies = { rounds: rounds.rounds.filter(({ body }) => body.roundWay === 'monthly') }
    return {
      pack,
      rounds,
      standing: roundStanding(rounds, asked?.every.value ?? null, today),
      monthly: roundStanding(monthlies, asked?.monthlyEvery.value ?? null, today),
    }
  }, [pack, entries, today])
}

/** What was said of each child the last time; filled in as it comes, and the page does not wait for it. */
export function useLastTimes(children: readonly Pick<ChildRow, 'id'>[]): ReadonlyMap<string, LastTime> {
  const [known, setKnown] = useState<ReadonlyMap<string, LastTime>>(new Map())
  const ids = children.map(({ id }) => id).join(' ')
  useEffect(() => {
    let isCurrent = true
    const read = async (): Promise<void> => {
      // One after the other: on a bad line, forty at once are forty that fail.
      for (const id of ids.split(' ').filter(Boolean)) {
        const answer = await ask(childChronicle, { params: { id } }, { isBackground: true })
        if (!isCurrent) return
        const last = answer.ok ? lastTime(answer.value.entries.flatMap((entry) => readEntry(entry) ?? [])) : null
        if (last !== null) setKnown((before) => new Map(before).set(id, last))
      }
    }
    void read()
    return () => {
      isCurrent = false
    }
  }, [ids])
  return known
}

/** Children who came since the last round. */
export function newcomersSince(rows: readonly ChildRow[], { last }: RoundStanding): ChildRow[] {
  if (last === null) return []
  return rows.filter(({ livesSince }) => {
    const from = livesSince !== null && isEdtf(livesSince) ? edtfBounds(edtf(livesSince)).earliest : null
    return from !== null && from > last
  })
}

/** Women first whose child is here, then those who are pregnant, then the rest: only the first two are gone through. */
export function womenToSee(carers: readonly CarerRow[]): CarerRow[] {
  return carers.filter(({ children, isPregnant }) => isPregnant === true || children.some(({ isInside }) => isInside))
}
