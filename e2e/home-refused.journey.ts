// A children's home that nobody registered or inspected: approval is refused, and the refusal is a list of what to do, each with its form.
// The child is brought there all the same, which is recorded and shows as a duty that is not met.
import { dayAfter } from './days.ts'
import { registerFamily, type Family } from './family.ts'
import { fill, press, record, say, saying } from './form.ts'
import { handIn } from './hand-in.ts'
import { assessFully, hearBoth, leaveToKin } from './leave.ts'
import { refusal } from './refusal.ts'
import { expect, goTo, test } from './sign-in.ts'

test.describe.configure({ mode: 'serial' })

const story: Family = { mother: '', child: '', facility: '' }
const child = (form = ''): string => `/children/${story.child}${form === '' ? '' : `/record/${form}`}`
const names = {
  mother: { km: 'ស៊ុន ម៉ាលី', latin: 'Sun Maly' },
  child: { km: 'ស៊ុន ពេជ្រ', latin: 'Sun Pich' },
}
/** The last of the ways out. */
const childrensHome = 4
const home = { km: 'មណ្ឌលផ្ទះពណ៌លឿង', latin: 'Yellow House' }

test('a home is seen by nobody: its approval is refused as a list of what to do', async ({ open }) => {
  const [officer, supervisor, worker] = [await open('officer'), await open('supervisor'), await open('worker')]
  Object.assign(story, await registerFamily(officer, supervisor, names))
  await hearBoth(worker, story.child)
  await assessFully(worker, story.child)
  await leaveToKin(supervisor, story.child, childrensHome)

  const { page } = worker
  await goTo(page, child('kin'))
  await fill(page, 'en', {
    km: { text: home.km },
    latin: { text: home.latin },
    relation: { choose: 'home' },
    basis: { choose: 'told' },
  })
  await record(page)

  await goTo(supervisor.page, child('residential-approval'))
  await fill(supervisor.page, 'en', {
    grounds: { tick: 'option.grounds.sibling-group' },
    wayBack: { text: 'An uncle is looked for in Battambang.' },
    whoLooksForFamily: { text: 'The district office' },
    isAdoptionOffered: { choose: 'no' },
    until: { date: dayAfter(supervisor.session.host.today, 60) },
    reasons: { text: 'No relative is known.' },
  })
  await press(supervisor.page)
  const { sentences, links } = await refusal(supervisor.page)
  expect(sentences).toEqual([
    say('en', 'gate.residential.registered'),
    expect.stringMatching(saying('en', 'gate.residential.inspected')),
    say('en', 'gate.residential.fit'),
  ])
  expect(new Set(links.map((link) => link.split('?')[0]))).toEqual(new Set([child('home-inspection')]))
})

test('the inspection finds that the home is not registered, and the refusal stays', async ({ open }) => {
  const { page } = await open('worker')
  await goTo(page, child('home-inspection'))
  await fill(page, 'en', {
    inspectedBy: { text: 'District social affairs' },
    registration: { choose: 'not-registered' },
    fitness: { choose: 'not-fit' },
    children: { text: '31' },
    staff: { text: '2' },
    words: { text: 'Thirty-one children, two grown-ups, one room.' },
    basis: { choose: 'seen' },
  })
  await record(page)
  const { page: again } = await open('supervisor')
  await goTo(again, child('residential-approval'))
  const needs = again.locator('.gate-panel .gate-piece-missing')
  await expect(needs.filter({ hasText: say('en', 'gate.residential.registered') })).toHaveCount(1)
  await expect(needs.filter({ hasText: say('en', 'gate.residential.fit') })).toHaveCount(1)
})

test('a placement there all the same is recorded, and shows as a duty that is not met', async ({ open }) => {
  const [officer, worker] = [await open('officer'), await open('worker')]
  await handIn(officer, [
    {
      kind: 'register.residence-ended',
      subject: story.child,
      body: { facility: story.facility, route: 'residential' },
    },
  ])
  const { page } = worker
  await goTo(page, child('placement'))
  await fill(page, 'en', {
    tier: { choose: '4' },
    isParentsOwnArrangement: { choose: 'no' },
    basis: { choose: 'told' },
  })
  await record(page)
  for (const code of ['care.home-not-approved', 'care.home-not-registered'] as const) {
    const line = page.locator('.deadline-line').filter({ hasText: say('en', `deadline.${code}`) })
    await expect(line.first()).toContainText(say('en', 'deadline.state.breach'))
  }
})
