// The ways out of one child, on the real pages: the ladder says who is still to be asked; a warning sign ticked on a home visit holds the
// carer's approval until a supervisor wrote what was done; a home that nobody inspected is refused; an emergency starts its clocks; and
// a prison officer finds none of it.
import { registerFamily } from './family.ts'
import { fill, press, record, say } from './form.ts'
import { ask } from './hand-in.ts'
import { expect, goTo, test } from './sign-in.ts'

test.describe.configure({ mode: 'serial' })

const story = { child: '', aunt: '' }
const child = (form = ''): string => `/children/${story.child}${form === '' ? '' : `/record/${form}`}`

test('the ladder names who is still to be asked', async ({ open }) => {
  const [officer, supervisor, worker] = [await open('officer'), await open('supervisor'), await open('worker')]
  const names = { mother: { km: 'ហ៊ុន ស្រីមុំ', latin: 'Hun Sreymom' }, child: { km: 'ហ៊ុន ពិសី', latin: 'Hun Pisey' } }
  story.child = (await registerFamily(officer, supervisor, names)).child
  const { page } = worker
  await goTo(page, child())
  await expect(page.locator('#ways-out li[data-standing=unasked]')).toHaveCount(5)
  await page.locator('#ways-out li').first().locator('a').click()
  await expect(page.locator('input[name=field-tier]:checked')).toHaveValue('0')
  await fill(page, 'en', {
    who: { text: 'The court' },
    answer: { choose: 'not-willing' },
    why: { text: 'Bail was refused' },
    basis: { choose: 'document' },
  })
  await record(page)
  await expect(page.locator('#ways-out li[data-standing=excluded]')).toHaveCount(1)
  await expect(page.locator('#ways-out li[data-standing=unasked]')).toHaveCount(4)
})

test('a warning sign on a home visit holds the approval until a supervisor wrote what was done', async ({ open }) => {
  const { page } = await open('worker')
  for (const [latin, relation] of [
    ['Hun Sopheap', 'aunt'],
    ['House of the River', 'home'],
  ] as const) {
    await goTo(page, child('kin'))
    await fill(page, 'en', { latin: { text: latin }, relation: { choose: relation }, basis: { choose: 'seen' } })
    await record(page)
  }
  await goTo(page, child('carer-assessment'))
  await page.getByLabel('Hun Sopheap').check()
  story.aunt = await page.locator('input[name=field-kin]:checked').inputValue()
  await fill(page, 'en', {
    household: { text: 'Two adults' },
    isSleepingPlaceSeen: { choose: 'yes' },
    hasHouseholdTalk: { choose: 'yes' },
    references: { text: '2' },
    needsMaterialSupport: { choose: 'no' },
    recommendation: { choose: 'approve' },
    signs: { tick: 'option.signs.outsider-offers' },
    basis: { choose: 'seen' },
  })
  await record(page)
  await expect(page.locator('main')).toContainText(say('en', 'deadline.care.warning-signs'))

  const supervisor = (await open('supervisor')).page
  await goTo(supervisor, `${child('carer-approval')}?kin=${story.aunt}`)
  await fill(supervisor, 'en', { approval: { choose: 'provisional' }, until: { date: '2014-12-30' } })
  await press(supervisor)
  const refusal = supervisor.locator('main [role=alert] .gate-piece-missing')
  await expect(refusal).toHaveCount(1)
  await refusal.locator('a').click()
  await expect(supervisor).toHaveURL(/record\/warning-answer/)
  await fill(supervisor, 'en', {
    whatWasDone: { text: 'Spoke with the mother alone, and with the visitor; the child stays' },
    finding: { choose: 'no-danger' },
  })
  await record(supervisor)
  await goTo(supervisor, `${child('carer-approval')}?kin=${story.aunt}`)
  await fill(supervisor, 'en', { approval: { choose: 'provisional' }, until: { date: '2014-12-30' } })
  await record(supervisor)
  await goTo(supervisor, `/kin/${story.aunt}`)
  await expect(supervisor.locator('#approval')).toContainText('30 December 2014')
})

test('a children’s home that nobody inspected is refused, piece by piece', async ({ open }) => {
  const { page } = await open('supervisor')
  await goTo(page, child('residential-approval'))
  await fill(page, 'en', {
    grounds: { tick: 'option.grounds.disability' },
    isAdoptionOffered: { choose: 'no' },
    reasons: { text: 'There is no other place' },
  })
  const pieces = page.locator('.gate-piece-missing')
  for (const code of ['residential.registered', 'residential.not-disability-alone', 'residential.decided']) {
    await expect(pieces.filter({ hasText: say('en', `gate.${code}`) })).toHaveCount(1)
  }
  await expect(pieces.filter({ hasText: say('en', 'tier.1') })).toHaveCount(1)
})

test('an emergency starts its clocks, and is looked at again by somebody else', async ({ open }) => {
  const { page } = await open('worker')
  await goTo(page, child('emergency'))
  await fill(page, 'en', {
    ground: { choose: 'mother-in-hospital' },
    whatHappened: { text: 'She was taken to hospital in the night' },
    place: { choose: 'known-kin' },
    'who-other-parent': { text: 'The father' },
    'why-other-parent': { text: 'No answer' },
    carer: { choose: story.aunt },
  })
  await record(page)
  await expect(page.locator('main')).toContainText(say('en', 'deadline.care.emergency-mother-told'))
  await goTo(page, child('emergency-told'))
  await fill(page, 'en', { told: { choose: 'mother' }, how: { choose: 'in-person' }, basis: { choose: 'seen' } })
  await record(page)
  await expect(page.locator('main')).not.toContainText(say('en', 'deadline.care.emergency-mother-told'))

  const supervisor = (await open('supervisor', { language: 'km' })).page
  await goTo(supervisor, child('emergency-review'))
  await fill(supervisor, 'km', {
    isChildSeen: { choose: 'yes' },
    motherHeard: { choose: 'heard' },
    emergencyOutcome: { choose: 'stays-for-now' },
    nextStep: { text: 'សេចក្តីសម្រេចនៅថ្ងៃស្អែក' },
    reasons: { text: 'ម្តាយនៅឈឺ' },
  })
  await record(supervisor)
  await expect(supervisor.locator('#care')).toContainText('សេចក្តីសម្រេចនៅថ្ងៃស្អែក')
})

test('a prison officer finds none of it', async ({ open }) => {
  const officer = await open('officer')
  const { page, context } = officer
  await goTo(page, child())
  await expect(page.locator('#ways-out')).toHaveText(new RegExp(say('en', 'care.hidden')))
  await expect(page.locator('main')).not.toContainText('Sopheap')
  const answer = await context.request.get(`/v1/kin/${story.aunt}/chronicle`)
  expect([403, 404]).toContain(answer.status())
  const { entries } = await ask<{ entries: { kind: string }[] }>(officer, `/v1/children/${story.child}/chronicle`)
  expect(entries.filter(({ kind }) => kind.startsWith('care.'))).toEqual([])
})
