// A child past the limit who has nowhere safe to go, on a supervisor's phone in Khmer: three decisions in a row, a fourth that is refused
// because the ministry is next, the notice that the law owes the prison and the ministry, and a breach that no decision hides.
import { dayAfter } from './days.ts'
import { registerFamily } from './family.ts'
import { fill, press, record, say, saying } from './form.ts'
import { ask, handIn } from './hand-in.ts'
import { refusal } from './refusal.ts'
import { expect, goTo, test, type Visitor } from './sign-in.ts'
import { picture } from './story-picture.ts'
import type { Page } from '@playwright/test'

test.describe.configure({ mode: 'serial' })

const story = { child: '' }
const child = (form = ''): string => `/children/${story.child}${form === '' ? '' : `/record/${form}`}`
const phone = { language: 'km', widthPx: 360 } as const
const decidedDays = 30
const alwaysOwed = [1, 2, 3, 4, 6, 8, 9, 16]

/** An earlier decision past the limit, as its page would have written it. */
async function decided(supervisor: Visitor, from: string): Promise<void> {
  const { session } = supervisor
  const until = dayAfter(from, decidedDays - 1)
  const measures = alwaysOwed.map((measure) => ({
    measure,
    class: 'A',
    state: 'owed',
    dutyHolder: 'នាយកពន្ធនាគារ',
    due: dayAfter(from, 3),
  }))
  const same = { type: 'overstay', outcome: 'stay', from, until, measures }
  const member = { name: session.account.displayName, agency: session.agency.id, presence: 'in-person', part: 'votes' }
  const [decision] = await handIn(supervisor, [
    {
      kind: 'assess.decision-made',
      subject: story.child,
      body: {
        ...same,
        isRenewal: false,
        options: [],
        panel: [{ ...member, isChair: true, isAssessor: false, hasInterest: false, opinion: 'for' }],
        reasons: 'ហួសកំណត់ ហើយមិនទាន់មានកន្លែង',
        overstay: {
          whyNoSafePlace: 'រកពូមិនឃើញ',
          whoIsFindingOne: 'ការិយាល័យស្រុក',
          steps: [{ what: 'ទៅភូមិ', by: until }],
        },
      },
    },
  ])
  await handIn(supervisor, [{ kind: 'assess.decision-declared', subject: story.child, body: { decision, ...same } }])
}

async function fillDecision(page: Page, from: string): Promise<void> {
  await expect(page.locator('input[name=field-type][value=overstay]')).toBeChecked()
  await fill(page, 'km', {
    from: { date: from },
    until: { date: dayAfter(from, decidedDays - 1) },
    'panel.0.hasInterest': { choose: 'no' },
    whyNoSafePlace: { text: 'រកពូមិនឃើញ' },
    whoIsFindingOne: { text: 'ការិយាល័យស្រុក' },
    'steps.0.what': { text: 'ទៅភូមិម្តងទៀត' },
    'steps.0.by': { date: dayAfter(from, 10) },
    reasons: { text: 'ហួសកំណត់ ហើយនៅមិនទាន់មានកន្លែង' },
  })
  const rows = await page.locator('#field-measures input[value=owed]').count()
  for (let row = 0; row < rows; row += 1) {
    await page.locator(`input[name="field-measures-${row}-state"][value=owed]`).check()
  }
}

test('a supervisor decides for a third month past the limit', async ({ open }) => {
  const [officer, supervisor] = [await open('officer'), await open('supervisor', phone)]
  const names = {
    mother: { km: 'សៀង ម៉ាលី', latin: 'Sieng Maly' },
    child: { km: 'សៀង ពិសិដ្ឋ', latin: 'Sieng Piseth' },
  }
  const { today } = supervisor.session.host
  story.child = (await registerFamily(officer, supervisor, names, { born: '2011-02', since: '2013-09' })).child
  await decided(supervisor, dayAfter(today, -2 * decidedDays))
  await decided(supervisor, dayAfter(today, -decidedDays))
  const { page } = supervisor
  await goTo(page, child('decision'))
  await fillDecision(page, today)
  await record(page)
  await expect(page.locator('#decision')).toContainText('ហួសកំណត់ ហើយនៅមិនទាន់មានកន្លែង')
})

test('a fourth in a row is refused with its sentence: the ministry is next', async ({ open }) => {
  const { page, session } = await open('supervisor', phone)
  await goTo(page, child())
  await expect(page.locator('main')).toContainText(say('km', 'deadline.assess.ministry-level-owed'))
  await goTo(page, child('decision'))
  await fillDecision(page, dayAfter(session.host.today, decidedDays))
  await press(page)
  const { sentences } = await refusal(page)
  expect(sentences).toHaveLength(1)
  expect(sentences[0]).toMatch(saying('km', 'gate.overstay.not-too-often'))
  await picture(page, 'overstay-refused-km-360', page.locator('main [role=alert]').last())
})

test('the notice that is owed goes to the prison and to the ministry, and the breach stays', async ({ open }) => {
  const supervisor = await open('supervisor', phone)
  const { page } = supervisor
  await goTo(page, child())
  const owed = page.getByText(say('km', 'deadline.assess.notice-missing'))
  const past = page.getByText(say('km', 'deadline.limit-past'))
  await expect(owed.first()).toBeVisible()
  await expect(past.first()).toBeVisible()
  await goTo(page, child('letter'))
  await expect(page.locator('input[name=field-purpose][value=past-limit]')).toBeChecked()
  await record(page)
  await expect(page.locator('#letters a', { hasText: say('km', 'option.purpose.past-limit') })).toHaveCount(2)
  await expect(owed).toHaveCount(0)
  await expect(past.first()).toBeVisible()
  type Shown = { deadlines: { code: string; state: string }[] }
  const { deadlines } = await ask<Shown>(supervisor, `/v1/children/${story.child}`)
  expect(deadlines.filter(({ state }) => state === 'breach').map(({ code }) => code)).toContain('law.limit')
})
