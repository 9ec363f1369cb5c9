// A bad network: it drops requests and answers, delays them beyond the time-out, hands requests over twice, and cuts answers in the middle.
import type { Unsent } from '../../store/outbox-row.ts'
import { readDevicePage } from '../../store/feed-page.ts'
import type { Host, NoAnswer } from '../host.ts'
import type { Agenda } from './agenda.ts'
import type { Random } from './random.ts'
import type { Server, Session } from './server.ts'

export type Weather = {
  isUp: boolean
  /** How often in a hundred each goes wrong. */
  lost: number
  cut: number
  twice: number
  late: number
}

export const fineWeather: Weather = { isUp: true, lost: 0, cut: 0, twice: 0, late: 0 }

type Options = {
  agenda: Agenda
  random: Random
  server: Server
  weather: () => Weather
  token: () => string | null
  device: string
}

const timeOutMs = 30_000
const later: NoAnswer = { is: 'later' }

/** The host as one device reaches it. */
export function networkedHost({ agenda, random, server, weather, token, device }: Options): Host {
  const sleep = (ms: number): Promise<void> => new Promise((resolve) => void agenda.after(ms, resolve))

  /** `serve` is what the host does: once, twice, or not at all, whatever the device hears of it. */
  async function exchange<T extends { is: string }>(serve: (session: Session) => T): Promise<T | NoAnswer> {
    const { isUp, lost, twice, late } = weather()
    await sleep(20 + random.below(400))
    if (!isUp || random.percent(lost)) return sleep(timeOutMs).then(() => later)
    const reached = (): T | NoAnswer => {
      if (server.revoked.has(device)) return { is: 'revoked' }
      const session = server.sessions.get(token() ?? '')
      return session === undefined ? { is: 'session-ended' } : serve(session)
    }
    let answer = reached()
    if (random.percent(twice)) {
      const again = (): void => void (answer = reached())
      // The second may come long after the first: reordered with what the device has sent since.
      if (random.percent(50)) again()
      else agenda.after(random.below(20_000), again)
    }
    if (random.percent(late)) return sleep(timeOutMs).then(() => later)
    await sleep(20 + random.below(400))
    return random.percent(lost) ? sleep(timeOutMs).then(() => later) : answer
  }

  return {
    whoAmI: () =>
      exchange(() => ({ is: 'known', epoch: server.epoch, now: new Date(agenda.nowMs()).toISOString() }) as const),
    push: (groups) =>
      exchange((session) => ({ is: 'answered', outcomes: server.append(session, ...callOf(groups)) }) as const),
    pull: async ({ after, limit }) => {
      const answer = await exchange(
        (session) => ({ is: 'text', text: server.feed(session, after, Math.min(limit, 7)) }) as const,
      )
      if (answer.is !== 'text') return answer
      if (answer.text === null) return { is: 'cursor-unknown' }
      const isCut = random.percent(weather().cut)
      const page = readDevicePage(isCut ? answer.text.slice(0, random.below(answer.text.length)) : answer.text)
      return page === null ? later : { is: 'page', page, ms: 1000 }
    },
  }
}

/** Entries of a call, and which of them stand or fall together. */
function callOf(groups: readonly (readonly Unsent[])[]): [Unsent['entry'][], string[][]] {
  const together = groups.filter((group) => group.length > 1 && group.every((one) => one.together))
  return [groups.flat().map(({ entry }) => entry), together.map((group) => group.map(({ id }) => id))]
}
