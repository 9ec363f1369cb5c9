// What day it is for the host, on a device that hears nothing of it: the device's own clock, corrected by how far it was off when the
// host last spoke. A demonstration's time lies years back, and a phone's clock may be wrong. Days only compare deadlines with it; the
// order of entries never follows from a device's clock (docs/decisions/0002-order-and-correction.md).
import type { Session } from '@komar/contract/session'
import type { PlainDate } from '@komar/domain/time/plain-date'
import { plainDate } from '@komar/domain/time/plain-date'
import { dayInZone } from '../i18n/format-instant.ts'

export type HostClock = {
  /** An instant that this device wrote down by its own clock, in the host's time. */
  inHostTime: (instant: string) => string
  /** An instant in the host's time. */
  now: () => string
  /** The civil day in the host's time zone; never before the last day that the host itself named. */
  today: () => PlainDate
}

/** `heardAt` and `now` are milliseconds since 1970 on this device's clock; `heardAt`: when the host said what `host` holds. */
export function hostClock(
  host: Pick<Session['host'], 'now' | 'today' | 'timeZone'>,
  heardAt: number,
  now: () => number = Date.now,
): HostClock {
  const ahead = Date.parse(host.now) - heardAt
  const hostTime = (deviceMs: number): string => new Date(deviceMs + ahead).toISOString()
  const instant = (): string => hostTime(now())
  return {
    now: instant,
    inHostTime: (written) => hostTime(Date.parse(written)),
    today: () => {
      const day = dayInZone(instant(), host.timeZone)
      return day < host.today ? plainDate(host.today) : day
    },
  }
}
