// Who keeps a child's diary, and when that may be given: from today, for a year at most, to one who lives with the child's days, by an account
// of a carer in the supervisor's own agency (which made it, and can close it); longer is given again, so that somebody asks whether it still
// holds. Practice default: the year. Withdrawing the act ends it.
import { statedOf, type Settled } from '../chronicle/fold.ts'
import type { Uuid } from '../chronicle/entry.ts'
import { check, type Check, type Gate } from '../chronicle/gate.ts'
import type { CountryPack } from '../policy.ts'
import { addMonths, type PlainDate } from '../time/plain-date.ts'
import { diaryEntrusted } from './diary-kinds.ts'

export type DiaryKeeper = { keeper: Uuid; until: PlainDate }

const longestMonths = 12

/** The accounts that keep the diary, each until its day. */
export function diaryKeepers(settled: Settled): DiaryKeeper[] {
  const last = new Map(statedOf(settled, diaryEntrusted).map(({ body }) => [body.keeper, body.until]))
  return [...last].map(([keeper, until]) => ({ keeper, until }))
}

export const diaryGateCodes = ['diary.keeper-is-own-carer', 'diary.until-ahead', 'diary.until-within-year'] as const

export const diaryEntrustedGate: Gate<CountryPack> = {
  reads: () => [],
  accounts: (act) => {
    const parsed = diaryEntrusted.body.safeParse(act.body)
    return parsed.success ? [parsed.data.keeper] : []
  },
  checks: (act, { today, isOwnCarer }): Check[] => {
    const parsed = diaryEntrusted.body.safeParse(act.body)
    if (!parsed.success) return []
    const { keeper, until } = parsed.data
    return [
      check('diary.keeper-is-own-carer', ['identity', 'care'], isOwnCarer(keeper)),
      check('diary.until-ahead', ['identity', 'care'], until > today),
      check('diary.until-within-year', ['identity', 'care'], until <= addMonths(today, longestMonths)),
    ]
  },
}
