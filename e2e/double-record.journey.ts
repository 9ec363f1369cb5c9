// One child under two records, each in its own spelling, because a second prison registered her again. The supervisor finds the other
// record, compares the two and makes them one; the other record leads to the kept one; then it is undone, and both stand as before.
// Twins, who look alike on paper too, are never offered.
import type { Page } from '@playwright/test'
import { facilityId, registerFamily, type Family } from './family.ts'
import { fill, record, say, saying } from './form.ts'
import { handIn, newId } from './hand-in.ts'
import { expect, goTo, test, type Visitor } from './sign-in.ts'

test.describe.configure({ mode: 'serial' })

const story: Family & { other: string } = { mother: '', child: '', facility: '', other: '' }
const child = (form = ''): string => `/children/${story.child}${form === '' ? '' : `/record/${form}`}`
const names = {
  mother: { km: 'ហែម ចន្ធូ', latin: 'Hem Chanthou' },
  child: { km: 'ហែម សុវណ្ណារី', latin: 'Hem Sovannary' },
}
const otherSpelling = { km: 'ហែម សុវណ្ណារិ', latin: 'Hem Sovanary' }
const twins = { km: 'ហែម សុវណ្ណារ៉ា', latin: 'Hem Sovannara' }
const born = '2013-04-06'

type Registered = {
  facility: string
  names: { km: string; latin: string }
  birth: string
  /** The carer in custody, where she is known to be the same. */
  mother?: string
}

/** A child that a prison writes down; answers its id. */
async function registerChild(
  officer: Visitor,
  { facility, names: called, birth, mother }: Registered,
): Promise<string> {
  const subject = newId()
  await handIn(officer, [
    {
      kind: 'register.child-registered',
      subject,
      body: { names: called, sex: 'female', code: `E-${subject.slice(-6).toUpperCase()}` },
    },
    { kind: 'register.birth-stated', subject, occurred: birth, basis: 'told', body: { born: birth } },
    ...(mother === undefined ? [] : [motherOf(subject, mother)]),
    { kind: 'register.residence-began', subject, body: { facility } },
  ])
  return subject
}

function motherOf(subject: string, mother: string) {
  return { kind: 'register.relation-stated', subject, also: [mother], body: { carer: mother, relation: 'mother' } }
}

async function lookAlikes(page: Page): Promise<void> {
  await goTo(page, child())
  await page.getByRole('button', { name: say('en', 'alike.look') }).click()
}

test('two spellings are found to be one child, side by side', async ({ open }) => {
  const [officer, elsewhere] = [await open('officer'), await open('officer-kcm')]
  const supervisor = await open('supervisor')
  Object.assign(story, await registerFamily(officer, supervisor, names, { born }))
  const prison = await facilityId(elsewhere, 'KCM-P')
  story.other = await registerChild(elsewhere, { facility: prison, names: otherSpelling, birth: '2013-04' })
  await handIn(supervisor, [
    { kind: 'access.allocated', subject: story.other, body: { agency: supervisor.session.agency.id } },
  ])

  const { page } = supervisor
  await lookAlikes(page)
  await expect(page.locator('#family')).toContainText(otherSpelling.latin)
  await page.locator(`#family a[href*="same-child?other=${story.other}"]`).first().click()
  const sideBySide = page.getByRole('table', { name: say('en', 'form.same-child.caption') })
  await expect(sideBySide).toContainText(names.child.latin)
  await expect(sideBySide).toContainText(otherSpelling.latin)
  await page.locator('#field-compared input[type=checkbox]').first().check()
  await fill(page, 'en', { because: { text: 'The same scar, the same aunt; the guards of both prisons know her.' } })
  await record(page)
  await expect(page.getByText(saying('en', 'merge.kept'))).toBeVisible()
  await expect(page.locator('#chronicle')).toContainText(say('en', 'kind.register.merged'))
})

test('the other record leads to the one that is kept', async ({ open }) => {
  const { page } = await open('supervisor')
  await goTo(page, `/children/${story.other}`)
  await expect(page.getByText(say('en', 'merge.other-heading'))).toBeVisible()
  await page.getByRole('link', { name: names.child.latin }).first().click()
  await expect(page).toHaveURL(new RegExp(`${story.child}$`))
})

test('it is undone, and both stand as before', async ({ open }) => {
  const { page } = await open('supervisor')
  await goTo(page, child())
  await page.getByRole('link', { name: say('en', 'merge.undo') }).click()
  await fill(page, 'en', { reason: { text: 'The aunt knows two girls.' } })
  await record(page)
  await expect(page.getByText(saying('en', 'merge.kept'))).toHaveCount(0)
  await goTo(page, `/children/${story.other}`)
  await expect(page.locator('h1')).toContainText(otherSpelling.latin)
  await expect(page.getByText(say('en', 'merge.other-heading'))).toHaveCount(0)
})

test('a twin is not offered', async ({ open }) => {
  const [officer, { page }] = [await open('officer'), await open('supervisor')]
  const { mother, facility } = story
  const twin = await registerChild(officer, { facility, names: twins, birth: born, mother })
  await lookAlikes(page)
  const found = page.locator('#family')
  await expect(found).toContainText(otherSpelling.latin)
  await expect(found.locator(`a[href*="${twin}"]`)).toHaveCount(0)
})
