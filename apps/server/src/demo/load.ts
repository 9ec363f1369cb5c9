// Loads the demonstration into an empty host, or goes on with one that was interrupted.
import { facilitiesPackSchema } from '@komar/domain/register/facilities-pack'
import type { PlainDate } from '@komar/domain/time/plain-date'
import type { Pool } from 'pg'
import type { Database } from '../db/connect.ts'
import { makePool } from '../db/pool.ts'
import { OperatorProblem } from '../operator-problem.ts'
import { readPolicy } from '../policy/read-policy.ts'
import { loadPolicyPack } from '../policy-files.ts'
import { worldOf } from '../world.ts'
import { bulkFamilies } from './bulk.ts'
import { fittedChildren, instantOf, lastDay, usualSeed } from './calendar.ts'
import { demonstrationState, establishDemonstration, finishDemonstration, openSessions } from './establish.ts'
import { writeHistory } from './history.ts'
import { merged, play } from './play.ts'

export { demonstrationAccounts, demonstrationPassword } from './people.ts'

export type DemonstrationOptions = {
  seed?: number
  /** The fitted history has 147; fewer are not made. */
  children?: number
  until?: PlainDate
  /** Told a line at each new year of the history. */
  say?: (line: string) => void
}

export type Loaded = { entries: number; children: number }

/** Loads the demonstration where there is none, goes on with an interrupted one, and leaves a finished one alone. */
export async function ensureDemonstration(
  database: Pick<Database, 'ownerUrl' | 'app'>,
  options: DemonstrationOptions,
): Promise<void> {
  const owner = makePool({ url: database.ownerUrl, max: 1 })
  const state = await demonstrationState(owner)
  await owner.end()
  if (state !== 'finished') await loadDemonstration(database, options)
}

/** Plays the whole demonstration. Throws OperatorProblem on a host that is in use. */
export async function loadDemonstration(
  database: Pick<Database, 'ownerUrl' | 'app'>,
  options: DemonstrationOptions,
): Promise<Loaded> {
  const owner = makePool({ url: database.ownerUrl, max: 2 })
  try {
    const state = await demonstrationState(owner)
    if (state === 'real')
      throw new OperatorProblem(
        'This host is in use: demonstration data go only into an empty one. Set KOMAR_DATA to another directory.',
      )
    if (state === 'finished')
      throw new OperatorProblem(
        'This host already holds the demonstration. Set KOMAR_DATA to an empty directory for another one.',
      )
    return await loadInto({ owner, app: database.app, isNew: state === 'none' }, options)
  } finally {
    await owner.end()
  }
}

async function loadInto(
  { owner, app, isNew }: { owner: Pool; app: Pool; isNew: boolean },
  options: DemonstrationOptions,
): Promise<Loaded> {
  const { seed = usualSeed, until = lastDay } = options
  const world = worldOf('kh')
  const pack = loadPolicyPack('kh')
  const { facilities } = await readPolicy('kh', 'facilities.json', facilitiesPackSchema)
  const { people, timed, facilityIds } = writeHistory({ seed, facilities, pack, until })
  const placed = facilities.flatMap((facility) => {
    const id = facilityIds.get(facility.code)
    return id === undefined ? [] : [{ ...facility, id }]
  })
  if (isNew) await establishDemonstration(owner, people, placed)
  const more = Math.max(0, (options.children ?? 0) - fittedChildren)
  const policy = `${world.pack.head.id}@${world.pack.head.version}`
  const bulk = bulkFamilies({ seed, people, policy, facilities: placed.map(({ id }) => id), children: more })
  const sessions = await openSessions(owner, people)
  const progress = sayYears(options.say ?? (() => undefined))
  const entries = await play({ app, owner, world, token: sessions.token, progress }, merged(timed, bulk))
  await sessions.close()
  await finishDemonstration(owner, instantOf(until, 9))
  return { entries, children: fittedChildren + more }
}

function sayYears(say: (line: string) => void): (day: string, entries: number) => void {
  let last = ''
  return (day, entries) => {
    const year = day.slice(0, 4)
    if (year === last) return
    last = year
    say(`… Demonstration: ${year} (${entries} entries so far)`)
  }
}
