// One simulated world from its first day to its last: months of work on bad phones over a bad network, then fine weather until everybody
// has everything; then the promises of docs/sync.md are checked (checks.ts).
import { checkStore, checkWorld, type Broken, type Ledger } from './checks.ts'
import { makeAgenda } from './agenda.ts'
import { newPhone, openStoreOn, shut, type Phone, type Plant, type World } from './device.ts'
import { drawMemberships, drawPeople, type People } from './people.ts'
import { randomOf } from './random.ts'
import { Server } from './server.ts'
import { fineWeather } from './network.ts'
import { drawEntries } from './writing.ts'

export type Outcome = { seed: number; broken: readonly Broken[]; entries: number; refusals: number; calls: number }

type Life = World & { people: People; phones: readonly Phone[]; ledger: Ledger }

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
const startMs = Date.UTC(2026, 0, 5)

/** Lives one world; `plant` puts a fault into every device. */
export async function simulate(seed: number, plant: Plant = {}): Promise<Outcome> {
  const random = randomOf(seed)
  const people = drawPeople(random)
  const server = new Server(people, random.uuid())
  const phones = Array.from({ length: 2 + random.below(3) }, newPhone)
  const life: Life = {
    agenda: makeAgenda(startMs),
    random,
    server,
    plant,
    faults: [],
    people,
    phones,
    ledger: { recorded: new Map(), dismissed: new Set() },
  }
  const acts = 40 + random.below(60)
  for (let act = 0; act < acts; act += 1) {
    drawAct(life)
    const pauseMs = drawPause(life)
    // Nobody leaves a phone open for months.
    if (pauseMs > dayMs) phones.forEach(shut)
    await life.agenda.runUntil(life.agenda.nowMs() + pauseMs)
  }
  await calmDown(life)
  const broken = [...checkWorld(life), ...(await checkStores(life))]
  return { seed, broken, entries: server.entries.length, refusals: server.refusals.size, calls: server.calls }
}

function drawPause({ random }: Life): number {
  const luck = random.below(100)
  if (luck < 60) return random.below(5_000)
  if (luck < 85) return random.below(5 * minuteMs)
  return luck < 98 ? random.below(40 * minuteMs) : dayMs + random.below(90 * dayMs)
}

type Act = { often: number; does: (life: Life, phone: Phone) => void }

const acts: readonly Act[] = [
  { often: 300, does: write },
  { often: 100, does: open },
  { often: 40, does: (_life, phone) => shut(phone) },
  { often: 60, does: lookAtList },
  { often: 60, does: (_life, phone) => phone.running?.driver.tell('wake') },
  { often: 40, does: (_life, phone) => phone.running?.driver.tell('online') },
  { often: 60, does: crash },
  { often: 25, does: (life, phone) => void (phone.isFull = life.random.percent(50)) },
  { often: 80, does: changeWeather },
  { often: 20, does: (life, phone) => void (phone.skewMs = (life.random.below(2000) - 1000) * dayMs) },
  { often: 80, does: ({ server, random }) => changeCircles(server, random) },
  { often: 40, does: ({ server, random }) => server.nextDay(1 + random.below(3)) },
  { often: 40, does: ({ server }) => server.backUp() },
  { often: 12, does: ({ server, random }) => server.restore(random.uuid()) },
  { often: 20, does: endSession },
  { often: 10, does: (_life, phone) => phone.running?.driver.tell('choice-changed') },
  { often: 10, does: (_life, phone) => void (phone.appVersion += 1) },
  { often: 4, does: revoke },
]
const allOften = acts.reduce((sum, { often }) => sum + often, 0)

function drawAct(life: Life): void {
  let luck = life.random.below(allOften)
  const act = acts.find(({ often }) => (luck -= often) < 0)
  act?.does(life, life.random.pick(life.phones))
}

function open(life: Life, phone: Phone): void {
  const before = phone.running?.store.person
  const person = before !== undefined && life.random.percent(60) ? before : life.random.pick(life.people.persons)
  if (phone.stores.get(person.id)?.isRevoked !== true) void openStoreOn(phone, person, life)
}

function write(life: Life, phone: Phone): void {
  const { running } = phone
  if (running === null || running.disk.isDead()) open(life, phone)
  else for (let times = 1 + life.random.below(3); times > 0; times -= 1) void record(life, phone, running)
}

async function record(life: Life, phone: Phone, running: NonNullable<Phone['running']>): Promise<void> {
  const entries = await drawEntries(running, phone.skewMs, life)
  const together = life.random.percent(40)
  try {
    await running.written(entries, together)
  } catch {
    // No room: the form stays open, and whoever wrote is told.
    return
  }
  for (const { id } of entries) {
    const group = together && entries.length > 1 ? entries.map((one) => one.id) : [id]
    life.ledger.recorded.set(id, { store: running.store, group })
  }
}

function lookAtList({ ledger }: Life, { running }: Phone): void {
  if (running === null) return
  const { outbox } = running
  void outbox
    .list()
    .then(async (list) => {
      const settled = list.filter(({ state }) => state === 'accepted' || state === 'refused')
      // The phone may die when it is done, before it is said.
      for (const { id, state } of settled) if (state === 'refused') ledger.dismissed.add(id)
      await outbox.acknowledge(settled.map(({ id }) => id))
    })
    // No room: the list stays as it is.
    .catch(() => undefined)
}

function crash({ random }: Life, phone: Phone): void {
  phone.nextFate = random.percent(50) ? 'crash-before' : 'crash-after'
}

function changeWeather({ random }: Life, phone: Phone): void {
  const isFine = random.percent(30)
  phone.weather = isFine
    ? fineWeather
    : {
        isUp: random.percent(70),
        lost: random.below(40),
        cut: random.below(40),
        twice: random.below(30),
        late: random.below(20),
      }
  if (phone.weather.isUp) phone.running?.driver.tell('online')
}

function changeCircles(server: Server, random: Life['random']): void {
  const { users, subjects } = server.circles
  const isUser = random.percent(50)
  const id = random.pick([...(isUser ? users : subjects).keys()])
  const memberships = random.percent(15) ? [] : drawMemberships(random)
  // Some end by themselves when a day comes.
  const dated = memberships.map((one) => (random.percent(10) ? { ...one, until: server.day } : one))
  const change = (from: typeof users): typeof users => new Map([...from, [id, dated]])
  server.versions.push(isUser ? { users: change(users), subjects } : { users, subjects: change(subjects) })
}

function endSession({ server }: Life, { running }: Phone): void {
  const token = running?.store.token
  if (typeof token === 'string') server.sessions.delete(token)
}

function revoke({ server }: Life, { running }: Phone): void {
  if (running !== null) server.revoked.add(running.store.id)
}

/** Everybody comes home: no fault any more, each store opened in turn, twice, so that what one sends the others receive. */
async function calmDown(life: Life): Promise<void> {
  const { agenda, phones } = life
  for (const phone of phones) {
    phone.weather = fineWeather
    phone.isFull = false
    phone.nextFate = null
  }
  for (let round = 0; round < 2; round += 1) {
    for (const phone of phones) {
      for (const store of phone.stores.values()) {
        if (store.isRevoked) continue
        await openStoreOn(phone, store.person, life)
        await agenda.runUntil(agenda.nowMs() + 3 * hourMs, () => isQuiet(phone))
      }
      shut(phone)
    }
  }
}

function isQuiet({ running }: Phone): boolean {
  if (running === null) return true
  const { push, pull } = running.driver.state()
  return (push === 'idle' && pull === 'idle') || running.store.isRevoked
}

async function checkStores(life: Life): Promise<Broken[]> {
  const broken: Broken[] = []
  for (const phone of life.phones) {
    phone.nextFate = null
    for (const store of phone.stores.values()) {
      // A store that does not open any more is the worst of all.
      const unopened = (fault: unknown): Broken[] => [{ rule: 'the store opens', what: String(fault) }]
      broken.push(...(await checkStore(store, phone, life).catch(unopened)))
    }
  }
  return broken
}
