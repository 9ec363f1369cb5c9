// A child dies. The prison writes the day; the worker says, the same day, who was told outside and who held the mother; the supervisor
// reads again what was written in the ninety days before, and cannot end that while an entry is unread. Then nothing asks for the child.
import { dayAfter } from './days.ts'
import { registerFamily } from './family.ts'
import { fill, press, record, say, saying } from './form.ts'
import { ask, handIn } from './hand-in.ts'
import { refusal } from './refusal.ts'
import { expect, goTo, test, type Visitor } from './sign-in.ts'

test.describe.configure({ mode: 'serial' })

const story = { child: '' }
const child = (form = ''): string => `/children/${story.child}${form === '' ? '' : `/record/${form}`}`
const phone = { language: 'km', widthPx: 360 } as const
const names = {
  mother: { km: 'ទូច សុខុន', latin: 'Touch Sokhon' },
  child: { km: 'ទូច លីន', latin: 'Touch Lin' },
}
const daysInside = 40
/** The page is kept from hearing of what others write. */
const changes = '**/v1/changes*'
const unheard = /v1\/changes/

type Item = { deadline: { subject: string; code: string } }

/** What Today asks for the child. */
async function dueToday(visitor: Visitor): Promise<string[]> {
  const { first, rest } = await ask<{ first: Item[]; rest: Item[] }>(visitor, '/v1/today?limit=500')
  return [...first, ...rest].flatMap(({ deadline }) => (deadline.subject === story.child ? [deadline.code] : []))
}

test('a death is recorded, and told outside the same day', async ({ open }) => {
  const [officer, supervisor] = [await open('officer', phone), await open('supervisor')]
  const { today } = officer.session.host
  story.child = (await registerFamily(officer, supervisor, names, { since: dayAfter(today, -daysInside) })).child
  await goTo(officer.page, child('died'))
  await fill(officer.page, 'km', { basis: { choose: 'seen' } })
  await record(officer.page)

  const { page } = await open('worker', phone)
  await goTo(page, child())
  await expect(page.getByText(say('km', 'deadline.care.death-unreported'))).toHaveCount(1)
  await goTo(page, child('death'))
  await fill(page, 'km', {
    whoDied: { choose: 'child' },
    toldOutsideOn: { date: today },
    toldOutsideTo: { text: 'មន្ទីរសង្គមកិច្ច និងជីដូន' },
    inquiryAskedOn: { date: today },
    inquiryAskedOf: { text: 'ព្រះរាជអាជ្ញា' },
    isClosestToldInPerson: { choose: 'yes' },
    funeral: { choose: 'was-there' },
    areSiblingsTold: { choose: 'has-none' },
    comfort: { text: 'បងស្រីម្នាក់គេងក្បែរម្តាយមួយសប្ដាហ៍' },
    basis: { choose: 'seen' },
  })
  await record(page)
  const after = page.locator('#after')
  await expect(after).toContainText(say('km', 'option.whoDied.child'))
  await expect(after).toContainText(say('km', 'option.funeral.was-there'))
  await expect(after.locator('.contact-record')).toHaveCount(0)
  await expect(page.getByText(say('km', 'deadline.care.death-tell-outside'))).toHaveCount(0)
  await expect(page.getByText(say('km', 'deadline.care.death-review'))).toHaveCount(1)
})

test('the review of the ninety days before waits until every entry is read', async ({ open }) => {
  const worker = await open('worker')
  const { page } = await open('supervisor', { ...phone, expected: unheard })
  expect(await dueToday(worker)).toContain('care.death-review')

  await page.route(changes, (route) => route.abort())
  await goTo(page, child('death-review'))
  // Meanwhile the worker writes down what she saw last week.
  await handIn(worker, [
    {
      kind: 'assess.view-heard',
      subject: story.child,
      occurred: dayAfter(worker.session.host.today, -7),
      body: { whose: 'child', about: 'stay', stance: 'undecided', words: 'ក្អកខ្លាំង មិនចង់ញ៉ាំ' },
    },
  ])
  const words = {
    findings: { text: 'ក្អកប្រាំថ្ងៃ គ្មាននរណាហៅគ្រូពេទ្យ' },
    changes: { text: 'ក្អកលើសបីថ្ងៃ៖ គ្រូពេទ្យមកថ្ងៃនោះ' },
  }
  await fill(page, 'km', words)
  await press(page)
  const { sentences } = await refusal(page)
  expect(sentences).toEqual([
    expect.stringMatching(saying('km', 'gate.death-review.all-entries-read')),
    say('km', 'gate.death-review.up-to-date'),
  ])

  await page.unroute(changes)
  await goTo(page, child('death-review'))
  await fill(page, 'km', words)
  await record(page)
  await expect(page.getByText(say('km', 'deadline.care.death-review'))).toHaveCount(0)
})

test('the child leaves the lists of work', async ({ open }) => {
  const worker = await open('worker', phone)
  const { page } = worker
  await goTo(page, child())
  await expect(page.getByText(say('km', 'child.nothing-next'))).toBeVisible()
  expect(await dueToday(worker)).toEqual([])
})
