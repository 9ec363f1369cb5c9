// A mother is taken to hospital in the night: a worker orders that her child goes to an aunt, tells everybody who must know the same day,
// and a supervisor looks again within 72 hours. The prison reads that a child left, and nothing of why.
import { registerFamily, type Family } from './family.ts'
import { fill, record, say } from './form.ts'
import { handIn, newId } from './hand-in.ts'
import { expect, goTo, test } from './sign-in.ts'
import { picture } from './story-picture.ts'
import { recordWire } from './wire.ts'

test.describe.configure({ mode: 'serial' })

const story: { family: Family; aunt: string } = { family: { mother: '', child: '', facility: '' }, aunt: newId() }
const child = (form = ''): string => `/children/${story.family.child}${form === '' ? '' : `/record/${form}`}`
/** Words that stand nowhere else. */
const secrets = ['Vistrambel night', 'Ormiquand answer', 'Tessapolk reasons', 'Pruvannic Aunt'] as const
const [night, answer, reasons, auntName] = secrets
const names = {
  mother: { km: 'ឌី សុភាព', latin: 'Dy Sopheap' },
  child: { km: 'ឌី កញ្ញា', latin: 'Dy Kanha' },
}
/** The officer is not given what the page does not show either: asking for it is refused. */
const refusedOnPurpose = /\b(403|404)\b/

test('a worker orders that the child goes to kin that it knows, and four clocks begin', async ({ open }) => {
  const [officer, supervisor, worker] = [await open('officer'), await open('supervisor'), await open('worker')]
  story.family = await registerFamily(officer, supervisor, names)
  await handIn(worker, [
    {
      kind: 'register.kin-registered',
      subject: story.aunt,
      also: [story.family.child],
      body: { names: { latin: auntName }, relation: 'aunt' },
    },
  ])
  const { page } = worker
  await goTo(page, child('emergency'))
  await fill(page, 'en', {
    ground: { choose: 'mother-in-hospital' },
    whatHappened: { text: `${night}: in labour, nobody to mind the child` },
    place: { choose: 'known-kin' },
    'who-other-parent': { text: 'The father, by phone' },
    'why-other-parent': { text: answer },
    carer: { choose: story.aunt },
  })
  await record(page)
  for (const clock of ['supervisor', 'authority-told', 'mother-told', 'review']) {
    await expect(page.locator('main')).toContainText(say('en', `deadline.care.emergency-${clock}`))
  }
  await picture(page, 'emergency-en-1280')
})

test('supervisor, authority and mother are told, and each clock stops', async ({ open }) => {
  const { page } = await open('worker')
  for (const [told, how, clock] of [
    ['supervisor', 'phone', 'supervisor'],
    ['authority', 'phone', 'authority-told'],
    ['mother', 'in-person', 'mother-told'],
  ] as const) {
    await goTo(page, child('emergency-told'))
    await fill(page, 'en', { told: { choose: told }, how: { choose: how }, basis: { choose: 'seen' } })
    await record(page)
    await expect(page.locator('main')).not.toContainText(say('en', `deadline.care.emergency-${clock}`))
  }
  await page.locator('.record-menu summary').click()
  await expect(page.getByRole('link', { name: say('en', 'action.emergency-told'), exact: true })).toBeVisible()
  await expect(page.getByRole('link', { name: say('en', 'action.emergency-review'), exact: true })).toHaveCount(0)
})

test('a supervisor who did not order it looks again', async ({ open }) => {
  const { page } = await open('supervisor')
  await goTo(page, child())
  await expect(page.locator('main')).toContainText(say('en', 'deadline.care.emergency-review'))
  await goTo(page, child('emergency-review'))
  await fill(page, 'en', {
    isChildSeen: { choose: 'yes' },
    motherHeard: { choose: 'heard' },
    emergencyOutcome: { choose: 'stays-for-now' },
    nextStep: { text: 'Back to her mother on Friday' },
    reasons: { text: `${reasons}: mother still ill, the aunt is kind` },
  })
  await record(page)
  await expect(page.locator('#care')).toContainText('Back to her mother on Friday')
  await expect(page.locator('main')).not.toContainText(say('en', 'deadline.care.emergency-review'))
})

test('the officer records that the child left, and receives none of the reasons', async ({ open }) => {
  const { page } = await open('officer', { expected: refusedOnPurpose, isOwn: true })
  const wire = await recordWire(page)
  await goTo(page, child('departure'))
  await fill(page, 'en', { route: { choose: 'kin' }, basis: { choose: 'seen' } })
  await record(page)
  const { mother, facility } = story.family
  for (const path of ['/', child(), `/carers/${mother}`, `/facilities/${facility}`]) await goTo(page, path)
  await page.evaluate(
    async (addresses) => {
      for (const address of addresses) await (await fetch(address)).text()
    },
    [`/v1/kin/${story.aunt}/chronicle`, '/v1/feed?limit=5000', '/v1/today?limit=500', '/v1/refusals'],
  )
  expect(wire.found([names.child.latin]).length, 'the officer does read the child').toBeGreaterThan(0)
  expect(wire.found([...secrets, story.aunt])).toEqual([])

  const worker = await open('worker', { isOwn: true })
  const control = await recordWire(worker.page)
  await goTo(worker.page, child())
  for (const secret of secrets) expect(control.found([secret]).length, secret).toBeGreaterThan(0)
})
