// node scripts/on-node.mjs bench/patroni.ts [--kills 3]: two PostgreSQL 15 under Patroni, one copying the other synchronously, etcd to say
// which is the main one, HAProxy to lead there, and Komar on top, all on the loopback. The main one is killed (-9, with its Patroni) while
// eight people write; Komar goes on by itself, and nothing acknowledged is lost. As root on Debian; installs what is missing.
import { parseArgs } from 'node:util'
import { setTimeout as pause } from 'node:timers/promises'
import { chooseAccount } from '@komar/server/src/db/embedded-account.ts'
import { prepareDatabase } from '@komar/server/src/db/prepare.ts'
import { komarProcess } from '@komar/server/src/faults/komar-process.ts'
import { prove } from '@komar/server/src/faults/proof.ts'
import { makePeople } from '@komar/server/src/faults/whole-host.ts'
import { emptyLedger, writeOn } from '@komar/server/src/faults/writers.ts'
import { installPackages } from '../scripts/packages.mjs'
import { startCluster, type PatroniCluster } from './patroni-cluster.ts'

const { values } = parseArgs({ options: { kills: { type: 'string', default: '3' } } })
const kills = Number(values.kills)
const writers = 8
const packages = ['patroni', 'etcd-server', 'haproxy', 'postgresql-15']
const say = (line: string) => void process.stderr.write(`${line}\n`)

const account = await chooseAccount()
if (account === null) throw new Error('as root on Debian only: it installs packages and runs them as the user postgres')
await installPackages(packages, `Install them by hand: ${packages.join(' ')}`)

const cluster = await startCluster(account, say)
try {
  await measure(cluster)
} finally {
  await cluster.stop()
}

async function measure({ ownerUrl, appUrl, administratorUrl, directory, ...nodes }: PatroniCluster): Promise<void> {
  await prepareDatabase({ ownerUrl, appUrl })
  const people = await makePeople(administratorUrl, writers)
  const komar = await komarProcess({ KOMAR_DATA: directory, DATABASE_URL: ownerUrl, DATABASE_APP_URL: appUrl })
  komar.start()
  const ledger = emptyLedger()
  const state = { isWriting: true }
  const backMs: number[] = []
  try {
    await komar.untilReady()
    const writing = people.map((person) => writeOn(komar.origin, person, ledger, state))
    for (let kill = 0; kill < kills; kill += 1) {
      await nodes.untilSynchronous()
      await pause(3000)
      const began = performance.now()
      const killed = await nodes.killMain()
      await nodes.untilMainIsNot(killed)
      const promotedMs = performance.now() - began
      const before = ledger.acknowledged.size
      while (ledger.acknowledged.size === before) await pause(10)
      backMs.push(performance.now() - began)
      say(
        `${kill + 1}: ${killed} killed; another leads after ${seconds(promotedMs)}, the next entry is acknowledged after ${seconds(backMs.at(-1))}`,
      )
      nodes.startAgain(killed)
    }
    await nodes.untilSynchronous()
    state.isWriting = false
    await Promise.all(writing)
    const { lost, unknown, verdict, differences } = await prove({ ownerUrl, administratorUrl }, ledger)
    process.stdout.write(
      `${kills} main databases killed under ${writers} writers: ${ledger.acknowledged.size} entries acknowledged, ${lost} lost, ` +
        `${unknown} unknown, ${ledger.refusals.length} refused, ${ledger.repeated} calls sent again (${[...ledger.problems].join(', ')}); ` +
        `chain ${verdict.fits ? 'fits' : verdict.fault}; ${differences.length} lists differ. ` +
        `Acknowledging again after ${backMs.map(seconds).join(', ')}.\n`,
    )
    const isSound = lost + unknown + ledger.refusals.length + differences.length === 0 && verdict.fits
    process.exitCode = isSound ? 0 : 1
  } finally {
    state.isWriting = false
    await komar.stop()
  }
}

function seconds(ms: number | undefined): string {
  return `${((ms ?? 0) / 1000).toFixed(1)} s`
}
