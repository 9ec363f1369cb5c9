// A teacher answers once, on a phone, by a link: no account, no word of where the child lives, nothing kept on the phone; and the answers
// enter the child's file when the psychologist takes them in, and not before.
import type { Page } from '@playwright/test'
import { say } from './form.ts'
import { expect, goTo, test, type Visitor } from './sign-in.ts'
import { picture } from './story-picture.ts'

test.describe.configure({ mode: 'serial' })

const itemCount = 25

/** A child of whose mind this psychologist may write; of others there is no link to make. */
async function childOf({ context, origin }: Visitor): Promise<string> {
  const answer = await context.request.post('/v1/children/search', {
    data: { where: 'anywhere', limit: 100 },
    headers: { origin },
  })
  const { children }: { children: { id: string }[] } = await answer.json()
  for (const { id } of children) {
    const links: { mayMake: boolean } = await (await context.request.get(`/v1/children/${id}/questionnaires`)).json()
    if (links.mayMake) return id
  }
  throw new Error('no child of whose mind the psychologist may write')
}

async function makeLink(page: Page, child: string): Promise<string> {
  await goTo(page, `/children/${child}`)
  await page.getByText(say('en', 'teacher-link.make')).first().click()
  await page.locator('#link-greeting').fill('Srey')
  await page.locator('#link-asked-by').fill('Dara of a prison')
  await page.getByRole('radio', { name: say('en', 'option.form.4-17') }).check()
  await page.getByRole('button', { name: say('en', 'teacher-link.make') }).click()
  await expect(page.getByText(say('en', 'form.fault.tells-of-prison'))).toBeVisible()
  await page.locator('#link-asked-by').fill('Dara')
  await picture(page, 'teacher-link-en-1280', page.locator('#wellbeing'))
  await page.getByRole('button', { name: say('en', 'teacher-link.make') }).click()
  return (await page.locator('.teacher-link').textContent()) ?? ''
}

test('a teacher answers once by a link, and the psychologist takes the answers in', async ({ open, browser }) => {
  const specialist = await open('specialist')
  const { page, origin } = specialist
  const child = await childOf(specialist)
  const link = await makeLink(page, child)
  expect(link).toMatch(/\/q#[\w-]{43}$/)

  const phone = await browser.newContext({ baseURL: origin, viewport: { width: 360, height: 800 } })
  const teacher = await phone.newPage()
  const asked: string[] = []
  teacher.on('request', (request) => asked.push(`${request.method()} ${request.url()}`))
  await teacher.goto(link)
  await expect(teacher.locator('h1')).toHaveText(say('km', 'teacher-page.title', { name: 'Srey' }))
  expect(await teacher.title()).toBe('សំណួរ · Questions')
  expect(await teacher.locator('html').innerText()).not.toMatch(/prison|komar|ពន្ធនាគារ|កុមារ|licadho|indigo/i)
  await picture(teacher, 'teacher-page-km-360')
  for (let item = 1; item <= itemCount; item += 1) {
    await teacher
      .locator(`input[name=item-${item}]`)
      .nth(item % 3)
      .check()
  }
  const words = `Plays alone ${Date.now()}`
  await teacher.locator('textarea').fill(words)
  await phone.setOffline(true)
  await teacher.locator('button.main').click()
  await expect(teacher.getByRole('alert')).toHaveText(say('km', 'teacher-page.not-sent-offline'))
  await expect(teacher.locator('input[name=item-25]').nth(1)).toBeChecked()
  await phone.setOffline(false)
  await teacher.locator('button.main').click()
  await expect(teacher.locator('h1')).toHaveText(say('km', 'teacher-page.received'))

  const token = link.slice(-43)
  expect(asked.filter((line) => line.includes(token))).toEqual([])
  expect(teacher.url()).toBe(`${origin}/q`)
  expect(await phone.cookies()).toEqual([])
  const kept = await teacher.evaluate(async () => ({
    local: localStorage.length + sessionStorage.length,
    caches: (await caches.keys()).length,
    stores: (await indexedDB.databases()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }))
  expect(kept).toEqual({ local: 0, caches: 0, stores: 0, workers: 0 })
  await teacher.goto(link)
  await expect(teacher.locator('h1')).toHaveText(say('km', 'teacher-page.received'))
  await phone.close()

  await goTo(page, `/children/${child}`)
  const card = page.locator('#wellbeing .card', { hasText: words })
  await card.getByLabel(say('en', 'teacher-link.who')).fill('Class teacher')
  await card.getByLabel(say('en', 'teacher-link.reason')).fill('The class has changed')
  await card.getByRole('button', { name: say('en', 'teacher-link.take-in') }).click()
  await expect(card).toHaveCount(0, { timeout: 20_000 })
  await expect(page.getByText(say('en', 'teacher-link.state.settled')).first()).toBeVisible()
  await expect(page.getByRole('columnheader', { name: /a teacher/ }).first()).toBeVisible()
})

test('a link that is not one says so, at a desk in English', async ({ open, browser }) => {
  const { origin } = await open('specialist')
  const desk = await browser.newContext({ baseURL: origin, viewport: { width: 1280, height: 800 } })
  const page = await desk.newPage()
  await page.goto(`/q#${'A'.repeat(43)}`)
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.locator('h1')).toHaveText(say('en', 'teacher-page.unknown'))
  await desk.close()
})
