// The first day with old data: children who were inside before the work began, and whom nobody assessed. A supervisor plans them in
// waves and gives one of her own to a worker, who finds it among the visits.
import { dayAfter } from './days.ts'
import { registerFamily, type Family } from './family.ts'
import { ask, handIn } from './hand-in.ts'
import { saying, say } from './form.ts'
import { expect, goTo, test } from './sign-in.ts'

test.describe.configure({ mode: 'serial' })

const story: { family: Family } = { family: { mother: '', child: '', facility: '' } }
const names = {
  mother: { km: 'ប្រាក់ ស៊ីណា', latin: 'Prak Sina' },
  child: { km: 'ប្រាក់ កុសល', latin: 'Prak Kosal' },
}

test('a supervisor plans in waves what was missed', async ({ open }) => {
  const [officer, supervisor] = [await open('officer'), await open('supervisor')]
  const since = dayAfter(supervisor.session.host.today, -120)
  story.family = await registerFamily(officer, supervisor, names, { since })
  const { agency, account } = supervisor.session
  const mine = { agency: agency.id, worker: account.id }
  await handIn(supervisor, [{ kind: 'access.allocated', subject: story.family.child, body: mine }])
  const { page } = supervisor
  await goTo(page, '/start-up')
  const unplanned = page.locator('section[aria-labelledby=unplanned]')
  await expect(unplanned).toContainText(names.child.latin)
  await expect(unplanned.getByRole('heading', { level: 3 }).first()).toHaveText(saying('en', 'start-up.wave'))
  await unplanned.getByRole('button').click()
  await expect(unplanned).toHaveCount(0, { timeout: 30_000 })
  await expect(page.locator('section[aria-labelledby=planned]')).toContainText(names.child.latin)
  type Backlog = { waiting: { wave: object | null }[] }
  const { waiting } = await ask<Backlog>(supervisor, '/v1/work/backlog')
  expect(waiting.filter(({ wave }) => wave === null)).toEqual([])
})

test('and gives the child to a worker, who finds it among the visits', async ({ open }) => {
  const [supervisor, worker] = [await open('supervisor'), await open('worker')]
  const mine = worker.page.locator(`main a[href="/children/${story.family.child}"]`)
  await goTo(worker.page, '/visits')
  await expect(mine).toHaveCount(0)

  const { page } = supervisor
  await goTo(page, '/case-load')
  const own = page.locator('main section', {
    has: page.getByRole('heading', { name: supervisor.session.account.displayName }),
  })
  await own.getByText(say('en', 'case-load.show')).click()
  await own.getByLabel(names.child.latin).first().check()
  await page.getByLabel(say('en', 'case-load.to')).selectOption({ label: worker.session.account.displayName })
  await page.getByRole('button', { name: say('en', 'case-load.do-give') }).click()
  await expect(own.getByLabel(names.child.latin)).toHaveCount(0)

  await goTo(worker.page, '/visits')
  await mine.first().click()
  await expect(worker.page.locator('h1')).toContainText(names.child.latin)
})
