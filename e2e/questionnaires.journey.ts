// A worker with a phone, in Khmer, asks again how a child is: the last answer stands there to be confirmed, what she could not ask is said
// in one press, and a concern that cannot be met here is passed on, and counted. The same questionnaire on paper, blank and filled, and
// the sheet for a round where no phone is allowed.
import { dayAfter } from './days.ts'
import { registerFamily } from './family.ts'
import { fill, press, record, say } from './form.ts'
import { newId } from './hand-in.ts'
import { assessFully } from './leave.ts'
import { expect, goTo, settled, test } from './sign-in.ts'

test.describe.configure({ mode: 'serial' })

const story = { child: '', facility: '' }
const child = (form = ''): string => `/children/${story.child}${form === '' ? '' : `/record/${form}`}`
const phone = { language: 'km', widthPx: 360 } as const
const names = {
  mother: { km: 'យិន បុប្ផា', latin: 'Yin Bopha' },
  child: { km: 'យិន ដារ៉ា', latin: 'Yin Dara' },
}
const daysInside = 90
const askedDaysAgo = 45
/** The words of the questionnaire: a day without play, and the concern that it raises. */
const noneOfThese = 'គ្មាន'
const noPlay = 'គ្មានការលេង គ្មានក្មេងផ្សេង គ្មានអ្នកអានឬច្រៀងឱ្យស្ដាប់។'
/** Nobody else in the demonstration has this name. */
const passedTo = `សាលាមត្តេយ្យ ${newId().slice(-6)}`

test('the last answer is confirmed with one press, and its concern is passed on', async ({ open }) => {
  const [officer, supervisor] = [await open('officer'), await open('supervisor')]
  const { today } = officer.session.host
  Object.assign(story, await registerFamily(officer, supervisor, names, { since: dayAfter(today, -daysInside) }))
  const worker = await open('worker', phone)
  await assessFully(worker, story.child, {
    occurred: dayAfter(today, -askedDaysAgo),
    values: { P6: 'none' },
    concerns: [{ item: 'P6', level: 'watch', action: 'យករបស់លេងមក' }],
  })

  const { page } = worker
  await goTo(page, child('periodic-assessment'))
  await expect(page.getByText(say('km', 'asked-before.confirm'))).toBeVisible()
  const play = page.locator('#question-P6')
  await expect(play.locator('.question-last')).toContainText(noneOfThese)
  await play.getByRole('button', { name: say('km', 'asked-before.same') }).click()
  await expect(page.locator('#section-day')).toContainText(noPlay)
  for (const button of await page.getByRole('button', { name: say('km', 'questionnaire.not-managed') }).all())
    await button.click()
  await page.evaluate(answerNotAsked)
  await press(page)
  await expect(page).toHaveURL(/finish-assessment/)
  await settled(page)

  // An action or another office: with neither, the assessment is not finished.
  await press(page)
  await expect(page.locator('main [role=alert] .gate-piece-missing')).toHaveCount(1)
  await fill(page, 'km', { 'concerns.0.passedTo': { text: passedTo } })
  await record(page)
  await expect(page.locator('#assessments')).toContainText(passedTo)
})

/** "Not asked" for every question that still has no answer. */
function answerNotAsked(): void {
  for (const question of document.querySelectorAll('.question')) {
    const isAnswered = question.querySelector(':checked, [aria-pressed=true]') !== null
    if (!isAnswered) question.querySelectorAll<HTMLButtonElement>('.question-missing button')[1]?.click()
  }
}

test('what could not be met is counted, and names no child', async ({ open }) => {
  const { page } = await open('supervisor', phone)
  await goTo(page, '/unmet')
  const row = page.getByRole('row').filter({ hasText: passedTo })
  await expect(row).toHaveCount(1)
  await expect(row).toContainText('(1)')
  await expect(page.locator('main')).not.toContainText(names.child.km)
})

test('the questionnaire and the round sheet stand on paper, with a first name and a code alone', async ({ open }) => {
  const { page } = await open('worker', phone)
  await goTo(page, child('periodic-assessment'))
  await page.getByRole('link', { name: say('km', 'paper.blank') }).click()
  await settled(page)
  await expect(page.getByRole('button', { name: say('km', 'paper.print') })).toBeVisible()
  await expect(page.locator('.paper')).toContainText(noneOfThese)
  await expect(page.locator('main')).not.toContainText(names.child.km)

  await goTo(page, child())
  await page.locator(`#assessments a[href*="/paper/periodic-assessment/"]`).first().click()
  await settled(page)
  await expect(page.locator('.paper')).toContainText(say('km', 'missing.not-asked'))

  await goTo(page, `/facilities/${story.facility}/round-sheet`)
  const row = page.getByRole('row').filter({ hasText: `E-${story.child.slice(-6).toUpperCase()}` })
  await expect(row).toContainText('ដារ៉ា')
  await expect(row).not.toContainText('យិន')
})
