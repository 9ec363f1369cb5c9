// A whole host to do harm to: Komar's own process with its own engine in a data directory, as `npm start` runs it, and people of a test.
import { join } from 'node:path'
import pg from 'pg'
import { addAgency, addPerson, type Person } from '../chronicle/test-people.ts'
import { findPostmaster } from '../db/embedded-cluster.ts'
import { openEmbedded } from '../db/embedded.ts'
import { prepareDatabase } from '../db/prepare.ts'
import { komarProcess, type KomarProcess } from './komar-process.ts'

export type WholeHost = KomarProcess & {
  people: Person[]
  ownerUrl: string
  /** A superuser's connection string, to look at what is really there. */
  administratorUrl: string
  killPostmaster: () => Promise<void>
}

/** Makes a host with so many social workers in the data directory. It is not started. */
export async function makeWholeHost(dataDirectory: string, writers: number): Promise<WholeHost> {
  const engine = await openEmbedded({ dataDirectory, purpose: 'serve' })
  const { ownerUrl, appUrl, maintenanceUrl, directory } = engine
  await prepareDatabase({ ownerUrl, appUrl })
  const people = await makePeople(maintenanceUrl, writers)
  await engine.stop()
  return {
    ...(await komarProcess({ KOMAR_DATA: dataDirectory })),
    people,
    ownerUrl,
    administratorUrl: maintenanceUrl,
    killPostmaster: async () => {
      const postmaster = await findPostmaster(join(directory, 'cluster'))
      if (postmaster !== null) process.kill(postmaster.pid, 'SIGKILL')
    },
  }
}

/** A real host and so many people who write, in a migrated, empty database. */
export async function makePeople(administratorUrl: string, writers: number): Promise<Person[]> {
  const administrator = new pg.Client({ connectionString: administratorUrl })
  await administrator.connect()
  try {
    await administrator.query(`insert into komar.host (stamp, country) values ('real', 'kh')`)
    const agency = await addAgency(administrator)
    const people: Person[] = []
    for (let one = 0; one < writers; one += 1)
      people.push(await addPerson(administrator, agency, ['social-worker', 'prison-officer']))
    return people
  } finally {
    await administrator.end()
  }
}
