// What is of care, reasons, kin, views and notes never reaches a prison officer's browser, whatever page is opened; the same words do
// reach those whose work it is, so that this journey can fail. Administrators and analysts receive no child's name at all.
import { dayAfter } from './days.ts'
import { ask, handIn, newId } from './hand-in.ts'
import { registerFamily, type Family } from './family.ts'
import { expect, goTo, test, type Visitor } from './sign-in.ts'
import { recordWire } from './wire.ts'

/** Words that stand nowhere else, one for each thing that is kept from a prison. */
const canaries = {
  reasons: 'Zorvaquil reasons ហេតុផលក្រពើស',
  kinLatin: 'Quenthava Kin',
  kinKhmer: 'ញាតិក្រអូបខ្ទឹង',
  view: 'Wexomir view សំដីម្តាយខ្យងពណ៌',
  why: 'Jubilax why ចម្លើយក្រមួនស',
  opinion: 'Oddefrin opinion មតិប្រមោយខ្មៅ',
  answer: 'Plymoxide answer ចម្លើយត្រីឆ្លុះ',
  household: 'Krenvalo house ផ្ទះស្មៅក្រហម',
} as const
const note = 'Halvestor note កំណត់ត្រាកំប៉ុងទឹក'
const secrets: readonly string[] = [...Object.values(canaries), note]

async function plant(worker: Visitor, supervisor: Visitor, { child }: Family): Promise<void> {
  const kin = newId()
  const assessment = newId()
  await handIn(worker, [
    {
      kind: 'register.kin-registered',
      subject: kin,
      also: [child],
      body: { names: { latin: canaries.kinLatin, km: canaries.kinKhmer }, relation: 'aunt' },
    },
    {
      kind: 'assess.view-heard',
      subject: child,
      body: { whose: 'mother', about: 'stay', stance: 'agrees', freely: 'yes', words: canaries.view },
    },
    {
      kind: 'care.option-explored',
      subject: child,
      also: [kin],
      body: { tier: 2, who: canaries.kinLatin, answer: 'willing', why: canaries.why },
    },
    {
      kind: 'assess.care-answered',
      subject: child,
      body: {
        assessment,
        type: 'entry',
        questionnaire: 'entry',
        questionnaireVersion: '1',
        section: 'someone-outside',
        answers: [{ item: 'E17', value: canaries.answer, toldBy: 'mother' }],
      },
    },
    {
      kind: 'care.carer-assessed',
      subject: kin,
      also: [child],
      body: {
        household: canaries.household,
        isSleepingPlaceSeen: true,
        references: 2,
        hasHouseholdTalk: true,
        needsMaterialSupport: false,
        capacity: 1,
        recommendation: 'approve',
      },
    },
    { kind: 'register.note-written', subject: child, body: { note } },
  ])
  await decideInterim(supervisor, child)
}

async function decideInterim(supervisor: Visitor, child: string): Promise<void> {
  const { session } = supervisor
  const { today } = session.host
  const { agencies } = await ask<{ agencies: { id: string; code: string }[] }>(supervisor, '/v1/agencies')
  const alwaysOwed = [1, 2, 3, 4, 6, 8, 9, 16]
  const member = { name: session.account.displayName, agency: session.agency.id, presence: 'in-person', part: 'votes' }
  const decided = {
    type: 'interim',
    outcome: 'stay',
    from: today,
    until: dayAfter(today, 10),
    measures: alwaysOwed.map((measure) => ({
      measure,
      class: 'A',
      state: 'owed',
      dutyHolder: 'Prison director',
      due: dayAfter(today, 3),
    })),
  }
  const [decision] = await handIn(supervisor, [
    {
      kind: 'assess.decision-made',
      subject: child,
      body: {
        ...decided,
        isRenewal: false,
        options: [],
        panel: [
          { ...member, isChair: true, isAssessor: false, hasInterest: false, opinion: 'for', words: canaries.opinion },
        ],
        secondAgency: agencies.find(({ code }) => code === 'family-bridge')?.id,
        reasons: canaries.reasons,
      },
    },
  ])
  await handIn(supervisor, [{ kind: 'assess.decision-declared', subject: child, body: { decision, ...decided } }])
}

/** Every page that a reader of children can open, and everything that the interface gives besides. */
async function openEverything({ page }: Visitor, { mother, child, facility }: Family): Promise<void> {
  const pages = ['/', '/children', `/children/${child}`, '/carers', `/carers/${mother}`, '/facilities']
  for (const path of [...pages, `/facilities/${facility}`, '/reports/situation']) await goTo(page, path)
  await goTo(page, `/children/${child}/record/transfer`)
  const calls = [`/v1/children/${child}`, `/v1/children/${child}/chronicle`, `/v1/children/${child}/readers`]
  const more = [`/v1/carers/${mother}/chronicle`, '/v1/refusals', '/v1/today?limit=500', '/v1/reports/situation']
  await page.evaluate(
    async (addresses) => {
      for (const address of addresses) await (await fetch(address)).text()
    },
    [...calls, ...more],
  )
  await page.evaluate(pullWholeFeed)
}

/** Runs in the page. */
async function pullWholeFeed(): Promise<void> {
  let after = ''
  for (let isMore = true; isMore;) {
    const lines = (await (await fetch(`/v1/feed?limit=5000${after}`)).text()).trim().split('\n')
    const last = JSON.parse(lines.at(-1) ?? '{}') as { cursor?: string; more?: boolean } // the feed's last line
    after = `&after=${encodeURIComponent(last.cursor ?? '')}`
    isMore = last.more === true
  }
}

const names = {
  mother: { km: 'ម៉ៅ សុភ័ក្រ', latin: 'Mao Sopheak' },
  child: { km: 'ម៉ៅ រំដួល', latin: 'Mao Romduol' },
}
/** The officer is not given reports, readers and the forms of casework: asking for them is refused. */
const refusedOnPurpose = /\b(403|404)\b/

test('nothing of care, reasons, kin, views or notes reaches a prison officer, and all of it reaches the ministry', async ({
  open,
}) => {
  const officer = await open('officer', { language: 'km', expected: refusedOnPurpose, isOwn: true })
  const [worker, supervisor] = [await open('worker'), await open('supervisor', { isOwn: true })]
  const family = await registerFamily(officer, supervisor, names)

  const wire = await recordWire(officer.page)
  await goTo(officer.page, `/children/${family.child}`)
  // Planted while the officer's page is open, so that what is sent to open pages is read too.
  await plant(worker, supervisor, family)
  await expect.poll(() => wire.found(['assess.decision-declared']).length).toBeGreaterThan(0)
  await openEverything(officer, family)
  expect(wire.found(secrets)).toEqual([])
  expect(wire.found([names.child.latin]).length, 'the officer does read the child').toBeGreaterThan(2)
  expect(wire.found(['assess.decision-declared']).length, 'and what was decided').toBeGreaterThan(1)

  const control = await recordWire(supervisor.page)
  await openEverything(supervisor, family)
  for (const secret of secrets) expect(control.found([secret]).length, secret).toBeGreaterThan(0)
})

test('a note stays in the agency that wrote it', async ({ open }) => {
  const [officer, worker, supervisor] = [await open('officer'), await open('worker'), await open('supervisor')]
  const other = await open('ngo-supervisor', { isOwn: true })
  const family = await registerFamily(officer, supervisor, names)
  await handIn(worker, [{ kind: 'register.note-written', subject: family.child, body: { note } }])
  const wire = await recordWire(other.page)
  await openEverything(other, family)
  expect(wire.found([names.child.latin]).length, 'the other agency does read the child').toBeGreaterThan(0)
  expect(wire.found([note])).toEqual([])
})

test('administrators and analysts receive no name of a child', async ({ open }) => {
  const supervisor = await open('supervisor')
  const childrensNames = await everyName(supervisor)
  expect(childrensNames.length).toBeGreaterThan(100)
  for (const login of ['admin', 'analyst'] as const) {
    const visitor = await open(login, { expected: refusedOnPurpose, isOwn: true })
    const wire = await recordWire(visitor.page)
    for (const path of ['/', '/children', '/facilities', '/people', '/reports/situation'])
      await goTo(visitor.page, path)
    await visitor.page.evaluate(async () => {
      for (const address of ['/v1/feed', '/v1/today', '/v1/refusals', '/v1/reports/situation?asOf=2013-07-31'])
        await (await fetch(address)).text()
    })
    await visitor.page.evaluate(pullWholeFeed).catch(() => undefined)
    expect(wire.count(), login).toBeGreaterThan(10)
    expect(wire.found(childrensNames), login).toEqual([])
  }
})

/** Whole names, in both scripts, of all children that a supervisor may see. */
async function everyName(supervisor: Visitor): Promise<string[]> {
  type Page = { children: { names: { km: string | null; latin: string | null } }[]; cursor: string | null }
  const found: string[] = []
  for (let cursor: string | null | undefined; cursor !== null;) {
    const body = { where: 'anywhere', limit: 200, ...(cursor === undefined ? {} : { cursor }) }
    const page: Page = await ask(supervisor, '/v1/children/search', body)
    found.push(...page.children.flatMap(({ names: { km, latin } }) => [km, latin].filter((name) => name !== null)))
    cursor = page.cursor
  }
  return found.filter((name) => name.includes(' '))
}
