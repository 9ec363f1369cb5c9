// A placement breaks down: it ends unplanned and a new plan is asked for; the child moves to another relative; the supervisor sets the
// need to high, so that visits come close together; a visit to the mother is missed, and the picture of months shows why.
import { dayAfter } from './days.ts'
import { registerFamily, type Family } from './family.ts'
import { fill, record, say } from './form.ts'
import { moveToKin, registerKin } from './outside.ts'
import { handIn } from './hand-in.ts'
import { expect, goTo, test } from './sign-in.ts'

test.describe.configure({ mode: 'serial' })

const story: Partial<Family> = {}
const child = (form = ''): string => `/children/${story.child}${form === '' ? '' : `/record/${form}`}`
const names = {
  mother: { km: 'ឈិន សុផល', latin: 'Chhin Sophal' },
  child: { km: 'ឈិន បូរី', latin: 'Chhin Borey' },
  uncle: { km: 'ឈិន វណ្ណា', latin: 'Chhin Vanna' },
  aunt: { km: 'ឈិន ស្រីមុំ', latin: 'Chhin Sreymom' },
}
/** Days before today. */
const moved = 200
const ended = 95
const movedAgain = 90
/** Policy pack, followUp.highNeedEvery. */
const highNeedDays = 14

/** "26 December 2014". */
function inWords(day: string): string {
  const how = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const
  return new Date(day).toLocaleDateString('en-GB', how)
}

test('a placement ends unplanned, and a new plan is asked for', async ({ open }) => {
  const [officer, supervisor, worker] = [await open('officer'), await open('supervisor'), await open('worker')]
  const { today } = officer.session.host
  Object.assign(story, await registerFamily(officer, supervisor, names, { since: dayAfter(today, -moved - 30) }))
  const family = { mother: '', child: '', facility: '', ...story }
  const on = dayAfter(today, -moved)
  await moveToKin([officer, worker], family, { names: names.uncle, relation: 'uncle', on })

  const { page } = worker
  await goTo(page, child())
  await expect(page.getByText(say('en', 'deadline.care.new-plan-missing'))).toHaveCount(0)
  await goTo(page, child('placement-end'))
  await fill(page, 'en', {
    occurred: { date: dayAfter(today, -ended) },
    isPlanned: { choose: 'no' },
    why: { choose: 'carer-cannot-go-on' },
    whereNow: { text: 'One night with a neighbour' },
    words: { text: 'He drinks again and shouts at night.' },
    basis: { choose: 'told' },
  })
  await record(page)
  await expect(page.getByText(say('en', 'deadline.care.new-plan-missing'))).toHaveCount(1)
  await expect(page.locator('#after')).toContainText(say('en', 'option.why.carer-cannot-go-on'))
  await expect(page.locator('#after')).toContainText('One night with a neighbour')
})

test('the child moves to an aunt, and a high need brings visits close together', async ({ open }) => {
  const [worker, supervisor] = [await open('worker'), await open('supervisor')]
  const { today } = worker.session.host
  await registerKin(worker, story.child ?? '', names.aunt, 'aunt')
  const { page } = worker
  await goTo(page, child('placement'))
  await fill(page, 'en', { tier: { choose: '2' } })
  await page.getByLabel(names.aunt.latin).check()
  await fill(page, 'en', {
    occurred: { date: dayAfter(today, -movedAgain) },
    isParentsOwnArrangement: { choose: 'no' },
    basis: { choose: 'seen' },
  })
  await record(page)
  await expect(page.locator('#after')).not.toContainText('One night with a neighbour')
  await handIn(worker, [visitToday(story.child ?? '')])

  const visit = supervisor.page
    .locator('.deadline-line')
    .filter({ hasText: say('en', 'deadline.care.follow-up-visit') })
    .first()
  await goTo(supervisor.page, child())
  await expect(visit).not.toContainText(inWords(dayAfter(today, highNeedDays)))
  await goTo(supervisor.page, child('need-level'))
  await fill(supervisor.page, 'en', {
    level: { choose: 'high' },
    reasons: { text: 'The second move in a year; he wets the bed again.' },
  })
  await record(supervisor.page)
  await expect(supervisor.page.locator('#after')).toContainText('he wets the bed again')
  await expect(visit).toContainText(inWords(dayAfter(today, highNeedDays)))
})

function visitToday(subject: string) {
  const seen = { isChildSeen: true, isChildAlone: true, isSleepingPlaceSeen: true }
  return { kind: 'care.follow-up-done', subject, body: { way: 'visit', concern: 'watch', ...seen } }
}

test('a missed visit to the mother stands in the picture of months, with its cause', async ({ open }) => {
  const { page } = await open('worker')
  await goTo(page, child('contact'))
  await fill(page, 'en', {
    way: { choose: 'visit' },
    hasHappened: { choose: 'no' },
    cause: { choose: 'money' },
    words: { text: 'The fare is two days of her wages.' },
    basis: { choose: 'told' },
  })
  await record(page)
  const months = page.locator('.contact-record')
  await expect(months.getByRole('listitem').last()).toContainText(say('en', 'contact.missed'))
  await expect(months).toContainText(`${say('en', 'contact.side.means')} 1`)
  await months.getByText(say('en', 'contact.table')).click()
  await expect(months.getByRole('table')).toContainText(say('en', 'option.cause.money'))
  await expect(months.getByRole('table')).toContainText('The fare is two days of her wages.')
})
