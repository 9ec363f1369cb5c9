// A pardon, heard of four hours before the gate opens: what was ready goes with mother and child, what is missing is got at once, and
// somebody visits. Told afterwards, in Khmer on a phone; half a year later work ends, by the word of an agency that is not responsible.
import { dayAfter } from './days.ts'
import { registerFamily, type Family } from './family.ts'
import { fill, press, record, say } from './form.ts'
import { ask, handIn } from './hand-in.ts'
import { refusal } from './refusal.ts'
import { expect, goTo, test } from './sign-in.ts'
import { picture } from './story-picture.ts'

test.describe.configure({ mode: 'serial' })

const story: { family: Family; free: string } = { family: { mother: '', child: '', facility: '' }, free: '' }
const child = (form = ''): string => `/children/${story.family.child}${form === '' ? '' : `/record/${form}`}`
const phone = { language: 'km', widthPx: 360 } as const
const agoDays = 200
const names = {
  mother: { km: 'អ៊ុក ចាន់ថា', latin: 'Ouk Chantha' },
  child: { km: 'អ៊ុក សុវណ្ណ', latin: 'Ouk Sovann' },
}

test('the pack is completed as soon as the pardon is heard of', async ({ open }) => {
  const [officer, supervisor, worker] = [await open('officer'), await open('supervisor'), await open('worker', phone)]
  story.free = dayAfter(worker.session.host.today, -agoDays)
  const since = dayAfter(story.free, -60)
  story.family = await registerFamily(officer, supervisor, names, { born: '2012-09', since })
  const { page } = worker
  await goTo(page, child('release-pack'))
  const day = { occurred: { date: story.free }, basis: { choose: 'told' } } as const
  await fill(page, 'km', {
    whoMeets: { text: 'បងស្រី ចាំនៅមុខទ្វារ' },
    fare: { text: 'ការិយាល័យបង់' },
    papers: { text: 'សំបុត្រកំណើតក្នុងកាបូប' },
    healthCard: { text: 'ប័ណ្ណលឿង' },
    ...day,
  })
  await record(page)
  const pieces = page.locator('.release-missing')
  await expect(pieces).toHaveCount(2)
  await page.getByRole('link', { name: say('km', 'release.complete') }).click()
  await expect(page.locator('#field-whoMeets')).toHaveValue('បងស្រី ចាំនៅមុខទ្វារ')
  await fill(page, 'km', {
    firstNight: { text: 'ផ្ទះបងស្រី ជិតផ្សារ' },
    firstFollowUp: { text: 'ថ្ងៃទី ៥ ក្រោយចេញ' },
    releaseExpected: { date: story.free },
    isReleaseHeard: { choose: 'yes' },
    ...day,
  })
  await record(page)
  await expect(pieces).toHaveCount(0)
  await goTo(page, `/children/${story.family.child}/release-pack`)
  await expect(page.locator('main')).toContainText('ផ្ទះបងស្រី ជិតផ្សារ')
  await picture(page, 'release-pack-km-360')
})

test('an officer records that both left, and a worker visits', async ({ open }) => {
  const officer = await open('officer', phone)
  const at = { occurred: { date: story.free }, basis: { choose: 'seen' } } as const
  await goTo(officer.page, `/carers/${story.family.mother}/record/release`)
  await fill(officer.page, 'km', { how: { choose: 'pardon' }, ...at })
  await record(officer.page)
  await goTo(officer.page, child('departure'))
  await fill(officer.page, 'km', { route: { choose: 'with-mother' }, ...at })
  await record(officer.page)

  const { page, session } = await open('worker', phone)
  for (const days of [agoDays - 5, 3]) {
    await goTo(page, child('follow-up'))
    await fill(page, 'km', {
      occurred: { date: dayAfter(session.host.today, -days) },
      way: { choose: 'visit' },
      isChildSeen: { choose: 'yes' },
      isChildAlone: { choose: 'yes' },
      isSleepingPlaceSeen: { choose: 'yes' },
      concern: { choose: 'none' },
      words: { text: `ម៉ាក់លក់បន្លែ កូនសើច ${days}` },
      basis: { choose: 'seen' },
    })
    await record(page)
    await expect(page.locator('#care')).toContainText(`ម៉ាក់លក់បន្លែ កូនសើច ${days}`)
  }
})

test('the responsible agency does not end the work by itself; another one, given access, does', async ({ open }) => {
  const [worker, supervisor] = [await open('worker'), await open('supervisor', phone)]
  const view = { kind: 'assess.view-heard', subject: story.family.child, basis: 'told' } as const
  const agreed = { about: 'closure', stance: 'agrees', freely: 'yes' }
  await handIn(worker, [
    { ...view, body: { whose: 'mother', inPrivate: 'yes', understood: 'own-language', ...agreed } },
    { ...view, body: { whose: 'child', ways: ['talk', 'drawing'], ...agreed } },
  ])
  const { page } = supervisor
  await goTo(page, child('close'))
  const reasons = { reasons: { text: 'ប្រាំមួយខែហើយ កូនស្ងប់ ម៉ាក់មានការងារ' } }
  await fill(page, 'km', { ground: { choose: 'mother-out-settled' }, ...reasons })
  await press(page)
  const { sentences, links } = await refusal(page)
  expect(sentences).toEqual([say('km', 'gate.closure.approved-by-another-agency')])
  expect(links).toEqual([child('grant')])

  await page.locator('main [role=alert] .gate-piece-missing a').click()
  const { agencies } = await ask<{ agencies: { id: string; code: string }[] }>(supervisor, '/v1/agencies')
  await fill(page, 'km', {
    agency: { select: agencies.find(({ code }) => code === 'family-bridge')?.id ?? '' },
    purpose: { text: 'ពិនិត្យមុនបិទសំណុំរឿង' },
    legalBasis: { choose: 'duty' },
    basisReason: { text: 'ភ្នាក់ងារទីពីរត្រូវយល់ព្រម' },
  })
  for (const name of ['identity', 'custody', 'care']) {
    await page.getByLabel(say('km', `option.classes.${name}`), { exact: true }).check()
  }
  await record(page)
  // Back where the refusal was.
  await expect(page).toHaveURL(new RegExp(`${child('close')}$`))

  const other = await open('ngo-supervisor', phone)
  await goTo(other.page, child('close'))
  await fill(other.page, 'km', { ground: { choose: 'mother-out-settled' }, ...reasons })
  await record(other.page)
  await expect(other.page.locator('main')).toContainText('ប្រាំមួយខែហើយ កូនស្ងប់ ម៉ាក់មានការងារ')
})
