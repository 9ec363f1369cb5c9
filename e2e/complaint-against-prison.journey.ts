// On a phone in Khmer a mother says to a monitor that the prison keeps her child's food money. Officer and prison learn nothing; a move
// that is planned meanwhile is held; a supervisor answers by voice; and a monitor comes back to see whether she suffers for it.
import { dayAfter } from './days.ts'
import { registerFamily, type Family } from './family.ts'
import { fill, record, say, saying } from './form.ts'
import { ask } from './hand-in.ts'
import { expect, goTo, test } from './sign-in.ts'
import { picture } from './story-picture.ts'
import { recordWire } from './wire.ts'

test.describe.configure({ mode: 'serial' })

const story: { family: Family } = { family: { mother: '', child: '', facility: '' } }
const child = (form = ''): string => `/children/${story.family.child}${form === '' ? '' : `/record/${form}`}`
const phone = { language: 'km', widthPx: 360 } as const
const words = 'លុយបាយកូនបានតែពាក់កណ្តាល ក្រឡាស្វាយទុំ'
const names = {
  mother: { km: 'នុត សំបូរ', latin: 'Nut Sambo' },
  child: { km: 'នុត វិច្ឆិកា', latin: 'Nut Vicheka' },
}
/** The officer is not given the list of complaints: asking for it is refused. */
const refusedOnPurpose = /\b(403|404)\b/

test('a monitor takes the complaint by voice, and the form says who never sees it', async ({ open }) => {
  const [officer, supervisor, monitor] = [await open('officer'), await open('supervisor'), await open('monitor', phone)]
  story.family = await registerFamily(officer, supervisor, names)
  const { page } = monitor
  const { agencies } = await ask<{ agencies: { code: string; nameKm: string }[] }>(monitor, '/v1/agencies')
  const prisons = agencies.find(({ code }) => code === 'prisons')?.nameKm ?? ''
  await goTo(page, child('complaint'))
  await expect(page.locator('input[name=field-way][value=voice]')).toBeChecked()
  await fill(page, 'km', {
    complainant: { choose: 'mother' },
    words: { text: words },
    about: { tick: 'option.about.measure-not-provided' },
  })
  await page.getByLabel(prisons, { exact: true }).check()
  await expect(page.getByText(saying('km', 'form.complaint.who-never'))).toContainText(prisons)
  await record(page)
  await expect(page.locator('#complaints')).toContainText(say('km', 'option.about.measure-not-provided'))
})

test('officer and prison see nothing of it', async ({ open }) => {
  const { page } = await open('officer', { ...phone, expected: refusedOnPurpose, isOwn: true })
  const wire = await recordWire(page)
  const { mother, facility } = story.family
  for (const path of ['/', child(), `/carers/${mother}`, `/facilities/${facility}`]) await goTo(page, path)
  await page.evaluate(
    async (addresses) => {
      for (const address of addresses) await (await fetch(address)).text()
    },
    [`/v1/children/${story.family.child}/chronicle`, '/v1/complaints', '/v1/feed?limit=5000', '/v1/today?limit=500'],
  )
  expect(wire.found([names.child.km]).length, 'the officer does read the child').toBeGreaterThan(0)
  expect(wire.found([words, 'complaint-made'])).toEqual([])
  await expect(page.locator('#complaints')).toHaveCount(0)
})

test('a planned separation is held until the complaint is answered', async ({ open }) => {
  const { page, session } = await open('worker', phone)
  const missing = page.locator('.gate-panel .gate-piece-missing')
  const held = missing.filter({ hasText: saying('km', 'gate.complaint.holds-move') })
  await goTo(page, child('separation-plan'))
  await fill(page, 'km', { moveOn: { date: dayAfter(session.host.today, 2) } })
  await expect(held).toHaveCount(1)

  const supervisor = await open('supervisor', phone)
  await goTo(supervisor.page, child())
  await supervisor.page
    .locator('#complaints')
    .getByRole('link', { name: say('km', 'complaints.answer') })
    .click()
  await fill(supervisor.page, 'km', {
    outcome: { choose: 'upheld' },
    answer: { text: 'ពិតដូចម្តាយនិយាយ នឹងបង់គ្រប់ចាប់ពីថ្ងៃនេះ' },
    answeredBy: { text: 'ប្រធានមន្ទីរខេត្ត' },
    toldHow: { choose: 'in-person' },
    isCourtRouteTold: { choose: 'yes' },
    courtRoute: { text: 'បើមិនពេញចិត្ត អាចប្តឹងទៅតុលាការខេត្ត ការិយាល័យជួយសរសេរ' },
  })
  await record(supervisor.page)
  await expect(supervisor.page.locator('#complaints')).toContainText(say('km', 'option.outcome.upheld'))
  await picture(supervisor.page, 'complaint-answered-km-360', supervisor.page.locator('#complaints'))

  // The open page learns of the answer by itself.
  await expect(held).toHaveCount(0)
  await expect(missing.first()).toBeVisible()
})

test('a monitor comes back and looks for reprisals', async ({ open }) => {
  const { page } = await open('monitor', phone)
  await goTo(page, child())
  await page
    .locator('#complaints')
    .getByRole('link', { name: say('km', 'complaints.look') })
    .click()
  await fill(page, 'km', {
    reprisals: { tick: 'option.reprisals.visits-refused' },
    words: { text: 'មិនឱ្យយាយចូលសួរសុខទុក្ខ' },
    done: { text: 'ប្រាប់ប្រធានមន្ទីរថ្ងៃនេះ' },
    basis: { choose: 'told' },
  })
  await record(page)
  await expect(page.locator('#complaints')).toContainText(saying('km', 'complaints.signs'))
})
