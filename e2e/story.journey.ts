// One child's story through the real pages, by each role: from the arrest of a pregnant woman in Kampong Cham to the first follow-up at
// the grandmother's, with a birth date that is corrected on the way. Khmer and English take turns. Days count back from the demonstration's today.
import type { Page } from '@playwright/test'
import { dayAfter } from './days.ts'
import { facilityId } from './family.ts'
import { fill, press, record, say } from './form.ts'
import { ask, handIn, newId } from './hand-in.ts'
import { leaveToKin } from './leave.ts'
import { refusal } from './refusal.ts'
import { expect, goTo, settled, test, type Visitor } from './sign-in.ts'

test.describe.configure({ mode: 'serial' })

const story = { mother: '', child: '', kin: '' }
const told = { basis: { choose: 'told' } } as const
const birth = '2012-02-20'
const child = (form = ''): string => `/children/${story.child}${form === '' ? '' : `/record/${form}`}`
const idIn = (page: Page): string => new URL(page.url()).pathname.split('/')[2] ?? ''

/** "Not asked" is a full answer: gives it to every question that is shown. */
async function answerNotAsked(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (const group of document.querySelectorAll('.question-missing')) {
      group.querySelectorAll('button')[1]?.click()
      await new Promise((resolve) => setTimeout(resolve, 0))
    }
  })
}

test('an officer records the arrest of a pregnant woman, and the birth in one step from the pregnancy', async ({
  open,
}) => {
  const officer = await open('officer-kcm', { language: 'km' })
  const { page } = officer
  await goTo(page, '/record/register-carer')
  await fill(page, 'km', {
    km: { text: 'លី ចិន្តា' },
    latin: { text: 'Ly Chenda' },
    occurred: { date: '2012-01-10' },
    facility: { select: await facilityId(officer, 'KCM-P') },
    legalStatus: { choose: 'pre-trial' },
    charge: { select: 'theft' },
    pregnant: { choose: 'yes' },
    due: { date: '2012-02' },
    basis: { choose: 'document' },
  })
  await record(page)
  story.mother = idIn(page)
  await expect(page.locator('h1')).toContainText('លី ចិន្តា')

  await goTo(page, `/carers/${story.mother}/record/birth`)
  await fill(page, 'km', {
    occurred: { date: birth },
    sex: { choose: 'female' },
    km: { text: 'លី រស្មី' },
    latin: { text: 'Ly Raksmey' },
    ...told,
  })
  await record(page)
  story.child = idIn(page)
  await expect(page.locator('h1')).toContainText('លី រស្មី')
  const { entries } = await ask<{ entries: { kind: string; body: object }[] }>(
    officer,
    `/v1/children/${story.child}/chronicle`,
  )
  const identity = entries.filter(({ kind }) => /child-registered|birth-stated|relation-stated/.test(kind))
  expect(JSON.stringify(identity), 'no document about the child names a prison').not.toMatch(/facility|custody|born-in/)
})

test('a supervisor allocates, a worker does the short check and the full assessment and hears mother and child', async ({
  open,
}) => {
  const supervisor = await open('supervisor', { language: 'km' })
  await goTo(supervisor.page, child('allocation'))
  await record(supervisor.page)

  const { page } = await open('worker', { language: 'km' })
  for (const form of ['entry-check', 'entry-assessment']) {
    await goTo(page, child(form))
    await answerNotAsked(page)
    await press(page)
    await expect(page).toHaveURL(/finish-assessment/, { timeout: 20_000 })
    await settled(page)
    if (form === 'entry-check') {
      await record(page)
      continue
    }
    // Nobody was heard yet: the gate refuses, and each piece leads to its form.
    await press(page)
    const { links } = await refusal(page)
    expect(links).toEqual([child('view?whose=child'), child('view?whose=mother')])
    await hearBoth(page)
    await goTo(page, child('finish-assessment'))
    await record(page)
  }
})

async function hearBoth(page: Page): Promise<void> {
  await goTo(page, child('view?whose=mother'))
  await fill(page, 'km', {
    about: { choose: 'stay' },
    stance: { choose: 'agrees' },
    freely: { choose: 'yes' },
    words: { text: 'ចង់ឱ្យកូននៅជាមួយ' },
    ...told,
  })
  await record(page)
  await goTo(page, child('view?whose=child'))
  await fill(page, 'km', {
    about: { choose: 'stay' },
    stance: { choose: 'undecided' },
    words: { text: 'គូររូបម៉ាក់' },
    basis: { choose: 'seen' },
  })
  await record(page)
}

test('the panel decides: the gate refuses first and names what is missing, then passes; a letter goes out', async ({
  open,
}) => {
  const supervisor = await open('supervisor')
  const { page } = supervisor
  await goTo(page, child('decision'))
  await fill(page, 'en', {
    'panel.0.hasInterest': { choose: 'no' },
    reasons: { text: 'Attached to her mother; nobody outside is known yet.' },
  })
  await press(page)
  const { sentences, links } = await refusal(page)
  expect(sentences.length).toBeGreaterThan(10)
  expect(links).toContain(child('option?tier=0'))
  expect(links).toContain(child('option?tier=4'))

  const tiers = [0, 1, 2, 3, 4].map((tier) => [
    [`options.${tier}.whoWasAsked`, { text: 'Asked in November' }],
    [`options.${tier}.whyNot`, { text: 'No answer yet' }],
  ])
  await fill(page, 'en', Object.fromEntries(tiers.flat()))
  const rows = await page.locator('#field-measures input[value=in-place]').count()
  for (let row = 0; row < rows; row += 1) {
    // One class-B measure stays owed, with a letter; all else is in place.
    if (row !== 9) await page.locator(`input[name="field-measures-${row}-state"][value=in-place]`).check()
  }
  await page.getByRole('button', { name: say('en', 'form.decision.add-member') }).click()
  const agencies = await ask<{ agencies: { id: string; code: string }[] }>(supervisor, '/v1/agencies')
  await fill(page, 'en', {
    'panel.1.name': { text: 'Supervisor, Family Bridge' },
    'panel.1.agency': { select: agencies.agencies.find(({ code }) => code === 'family-bridge')?.id ?? '' },
    'panel.1.presence': { choose: 'phone' },
    'panel.1.calledAt': { text: '9:30' },
    'panel.1.isReadBack': { tick: 'form.decision.read-back' },
    'panel.1.part': { choose: 'votes' },
    'panel.1.hasInterest': { choose: 'no' },
    'panel.1.opinion': { choose: 'against' },
    'panel.1.words': { text: 'The grandmother was not asked.' },
  })
  await record(page)
  await expect(page.locator('#decision')).toContainText('The grandmother was not asked.')
  await goTo(page, child('letter'))
  await press(page)
  await expect(page).toHaveURL(/\/letter\//, { timeout: 20_000 })
})

test('mother and child are transferred together, and the next officer reads what was decided, not why', async ({
  open,
}) => {
  const officer = await open('officer-kcm')
  await goTo(officer.page, child('transfer'))
  await fill(officer.page, 'en', {
    facility: { select: await facilityId(officer, 'CC2') },
    transferReason: { text: 'Overcrowding' },
    basis: { choose: 'document' },
  })
  await record(officer.page)
  const { page } = await open('officer', { language: 'km' })
  await goTo(page, child())
  await expect(page.locator('h1')).toContainText('លី រស្មី')
  await expect(page.locator('#decision')).toBeVisible()
  await expect(page.getByText('The grandmother was not asked.')).toHaveCount(0)
  const today = await open('worker')
  await goTo(today.page, '/children')
  await expect(today.page.getByText('Ly Raksmey').first()).toBeVisible()
})

test('kin are found, asked, visited and approved', async ({ open }) => {
  const { page } = await open('worker', { language: 'km' })
  await goTo(page, child('kin'))
  await fill(page, 'km', {
    km: { text: 'លី សុខុម' },
    latin: { text: 'Ly Sokhom' },
    relation: { choose: 'grandmother' },
    ...told,
  })
  await record(page)
  await expect(page.locator('#family')).toContainText('លី សុខុម')
  await goTo(page, child('option'))
  await fill(page, 'km', { tier: { choose: '2' }, who: { text: 'ជីដូន' }, answer: { choose: 'willing' }, ...told })
  await record(page)
  await goTo(page, child('carer-assessment'))
  await fill(page, 'km', {
    household: { text: 'ជីដូន និងចៅម្នាក់' },
    isSleepingPlaceSeen: { choose: 'yes' },
    hasHouseholdTalk: { choose: 'yes' },
    references: { text: '2' },
    needsMaterialSupport: { choose: 'no' },
    whyThisChild: { text: 'ចៅបង្កើត' },
    isPaidOrPromised: { choose: 'no' },
    saidOfMother: { text: 'ម៉ាក់ស្រឡាញ់កូន' },
    takesChildToMother: { choose: 'with-help' },
    ownChildrensView: { text: 'ចង់បានប្អូន' },
    meansInBadMonth: { text: 'ខ្ចីអង្ករ' },
    whenChildIsDifficult: { text: 'ពរ' },
    hitsOrLocksIn: { choose: 'no' },
    recommendation: { choose: 'approve' },
    basis: { choose: 'seen' },
  })
  await record(page)
  await goTo(page, child('household'))
  await fill(page, 'km', {
    'people.0.person': { text: 'ជីដូន' },
    'people.0.ageYears': { text: '៥៨' },
    ownChildren: { text: '០' },
    basis: { choose: 'seen' },
  })
  await record(page)
  const supervisor = await open('supervisor', { language: 'km' })
  await goTo(supervisor.page, child('carer-approval'))
  story.kin = await supervisor.page.locator('input[name=field-kin]:checked').inputValue()
  await fill(supervisor.page, 'km', { communeWord: { choose: 'agrees' } })
  await record(supervisor.page)
})

test('a corrected birth date shows what it would change before it is recorded, and both dates afterwards', async ({
  open,
}) => {
  const worker = await open('worker')
  const { page } = worker
  type Chronicle = { entries: { id: string; kind: string }[] }
  const { entries } = await ask<Chronicle>(worker, `/v1/children/${story.child}/chronicle`)
  const stated = entries.find(({ kind }) => kind === 'register.birth-stated')?.id ?? ''
  await goTo(page, child(`correct?entry=${stated}`))
  await fill(page, 'en', { born: { date: '2012-05-02' } })
  await expect(page.getByText(say('en', 'form.changes.heading'))).toBeVisible()
  await expect(page.getByText('First day past the limit: 20 February 2015 becomes 2 May 2015.')).toBeVisible()
  await fill(page, 'en', { basis: { choose: 'document' }, reason: { text: 'The commune gave the birth paper' } })
  await record(page)
  await expect(page.locator('main header')).toContainText('2 May 2012')
  await expect(page.locator('#chronicle')).toContainText('20 February 2012')
})

test('the plan of a separation is refused piece by piece, mended where the links lead, and passes', async ({
  open,
}) => {
  const [worker, supervisor] = [await open('worker'), await open('supervisor')]
  const { page } = worker
  await leaveToKin(supervisor, story.child)
  await goTo(page, child('separation-plan'))
  await press(page)
  const { sentences, links } = await refusal(page)
  expect(sentences.length).toBeGreaterThan(12)
  const toMeeting = `${child('meeting')}`
  expect(links.filter((link) => link.startsWith(toMeeting)).length).toBeGreaterThan(1)
  expect(links.some((link) => link.includes('view?whose=mother&about=separation'))).toBe(true)

  await page.locator('main [role=alert] .gate-piece-missing a').first().click()
  await expect(page).toHaveURL(/record\/meeting/)
  await mend(worker)
  await goTo(page, child('separation-plan'))
  await fillPlan(worker)
  await record(page)
  await expect(page.locator('#care')).toContainText('Grandmother brings the child')
})

async function mend(worker: Visitor): Promise<void> {
  const { page, session } = worker
  const { today } = session.host
  await fill(page, 'en', {
    isMotherPresent: { choose: 'yes' },
    isAtNewHome: { choose: 'no' },
    howItWent: { choose: 'shy' },
    basis: { choose: 'seen' },
  })
  await record(page)
  const meeting = { withCarer: story.kin, isMotherPresent: false, isAtNewHome: true, howItWent: 'calm' }
  const met = (days: number) => ({
    kind: 'care.meeting-held',
    subject: story.child,
    also: [story.kin],
    body: meeting,
    occurred: dayAfter(today, -days),
  })
  const view = { kind: 'assess.view-heard', subject: story.child }
  const agreed = { about: 'separation', stance: 'agrees' }
  await handIn(worker, [
    met(8),
    met(16),
    { ...view, body: { whose: 'mother', freely: 'yes', ...agreed } },
    { ...view, body: { whose: 'child', ...agreed } },
  ])
}

async function fillPlan({ page, session }: Visitor): Promise<void> {
  const moveOn = dayAfter(session.host.today, 4)
  await fill(page, 'en', {
    moveOn: { date: moveOn },
    whoTellsChild: { text: 'Her mother' },
    wordsForChild: { text: 'You will live with Grandmother, and visit me.' },
    feedingPlan: { text: 'Rice and vegetables' },
    comfortThing: { text: "Her mother's scarf" },
    picture: { text: 'A picture of both' },
    siblings: { text: 'None' },
    siblingsPlaced: { choose: 'no-siblings' },
    papersReason: { text: 'Asked for at the commune' },
    travel: { text: 'With the worker, in an ordinary car' },
    mothersSupport: { text: 'A friend stays with her for a week' },
    backupCarer: { text: 'An aunt' },
    firstOn: { date: dayAfter(moveOn, 10) },
    whoBrings: { text: 'Grandmother' },
    fare: { text: 'Paid by the ministry' },
    firstFollowUpOn: { date: dayAfter(moveOn, 2) },
  })
}

test('the move, a visit to the mother, and the first follow-up', async ({ open }) => {
  const officer = await open('officer', { language: 'km' })
  await goTo(officer.page, child('departure'))
  await fill(officer.page, 'km', { route: { choose: 'kin' }, basis: { choose: 'seen' } })
  await record(officer.page)

  const { page } = await open('worker', { language: 'km' })
  await goTo(page, child('placement'))
  await fill(page, 'km', { basis: { choose: 'seen' } })
  await record(page)
  await goTo(page, child('contact'))
  await fill(page, 'km', {
    way: { choose: 'visit' },
    hasHappened: { choose: 'yes' },
    words: { text: 'ឱបម៉ាក់យូរ' },
    ...told,
  })
  await record(page)
  await goTo(page, child('follow-up'))
  await fill(page, 'km', {
    way: { choose: 'visit' },
    isChildSeen: { choose: 'yes' },
    isChildAlone: { choose: 'yes' },
    isSleepingPlaceSeen: { choose: 'yes' },
    concern: { choose: 'none' },
    words: { text: 'គេងលក់' },
    basis: { choose: 'seen' },
  })
  await record(page)
  await expect(page.locator('#care')).toContainText('គេងលក់')
})

test('a second child, past the limit already, gets a decision to stay for thirty days with dated steps', async ({
  open,
}) => {
  const [officer, supervisor] = [await open('officer'), await open('supervisor')]
  const facility = await facilityId(officer, 'CC2')
  const second = newId()
  await handIn(officer, [
    {
      kind: 'register.child-registered',
      subject: second,
      body: { names: { latin: 'Keo Phirun', km: 'កែវ ភិរុណ' }, sex: 'male', code: `E-${second.slice(-6).toUpperCase()}` },
    },
    { kind: 'register.birth-stated', subject: second, occurred: '2010-06', basis: 'told', body: { born: '2010-06' } },
    { kind: 'register.residence-began', subject: second, occurred: '2013-09', body: { facility } },
  ])
  const { page } = supervisor
  await goTo(page, `/children/${second}/record/decision`)
  await expect(page.locator('input[name=field-type][value=overstay]')).toBeChecked()
  await fill(page, 'en', {
    'panel.0.hasInterest': { choose: 'no' },
    whyNoSafePlace: { text: 'The uncle has not been found' },
    whoIsFindingOne: { text: 'The district office' },
    'steps.0.what': { text: 'Visit the village' },
    'steps.0.by': { date: dayAfter(supervisor.session.host.today, 10) },
    reasons: { text: 'Past the limit, and nowhere safe to go yet.' },
  })
  const rows = await page.locator('#field-measures input[value=in-place]').count()
  for (let row = 0; row < rows; row += 1)
    await page.locator(`input[name="field-measures-${row}-state"][value=owed]`).check()
  await record(page)
  await expect(page.locator('#decision')).toContainText('Past the limit, and nowhere safe to go yet.')
})
