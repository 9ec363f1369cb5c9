// Two people without a network write about one thing: both corrections are kept, a question opens for both, and a person settles it. A
// decision that stood on what they corrected says what it did not know.
import { test, type Browser, type Page } from '@playwright/test'
import { say } from './form.ts'
import { ask } from './hand-in.ts'
import { startHost, type HostProcess } from './host-process.ts'
import { comeBack, enter, untilDownloaded, untilKept, visitorOn } from './on-device.ts'
import { expect, settled, type Login } from './sign-in.ts'
import { speakIn } from './way-in.ts'

test.describe.configure({ mode: 'serial' })

type Entry = { id: string; seq: number; kind: string; replaces?: string; retracts?: string; body: { words?: string } }

const people = ['worker', 'supervisor'] as const
const words = { worker: 'She wants to stay near her mother', supervisor: 'She wants to live with her aunt' }

let host: HostProcess
let pages: Record<(typeof people)[number], Page>
let child: string
let heard: Entry

test.beforeAll(async ({ browser }) => {
  host = await startHost({ data: 'demonstration' })
  const [worker, supervisor] = await Promise.all(people.map((login) => openBrowser(browser, login)))
  if (worker === undefined || supervisor === undefined) throw new Error('two people were to open a page')
  pages = { worker, supervisor }
  ;({ child, heard } = await decidedChild(worker))
})

test.afterAll(async () => {
  for (const page of Object.values(pages)) await page.context().close()
  await host.dispose()
})

async function openBrowser(browser: Browser, login: Login): Promise<Page> {
  const context = await browser.newContext()
  await speakIn(context, 'en')
  const page = await enter(context, host.origin, login)
  await untilKept(page)
  await untilDownloaded(page, host.origin, 'en')
  return page
}

/** A child with a decision, and a view that was heard before it and stands as it was written. */
async function decidedChild(page: Page): Promise<{ child: string; heard: Entry }> {
  const worker = await visitorOn(page, 'worker', host.origin)
  const wanted = { where: 'inside', decision: 'full', limit: 50 }
  const { children } = await ask<{ children: { id: string }[] }>(worker, '/v1/children/search', wanted)
  for (const { id } of children) {
    const { entries } = await ask<{ entries: Entry[] }>(worker, `/v1/children/${id}/chronicle`)
    const decision = entries.findLast(({ kind }) => kind === 'assess.decision-made')
    const mended = new Set(entries.flatMap(({ replaces, retracts }) => [replaces, retracts]))
    const view = entries.find(
      (entry) => entry.kind === 'assess.view-heard' && !mended.has(entry.id) && entry.seq < (decision?.seq ?? 0),
    )
    if (view !== undefined) return { child: id, heard: view }
  }
  throw new Error('the demonstration has no child with a view before its decision')
}

test('both correct the same words without a network, and each sees their own', async () => {
  for (const login of people) {
    await pages[login].goto(`${host.origin}/children/${child}/record/correct?entry=${heard.id}`)
    await expect(pages[login].locator('#field-words')).toBeVisible()
  }
  await host.stop()
  for (const login of people) {
    const page = pages[login]
    await page.locator('#field-words').fill(words[login])
    await page.locator('#field-reason').fill('Heard again in her own words')
    await page.locator('main button[type=submit]').click()
    await expect(page).toHaveURL(new RegExp(`/children/${child}$`), { timeout: 20_000 })
    await expect(page.getByText(words[login]).first()).toBeVisible()
  }
})

test('when the host answers, both are there, and the question stands before both of them', async () => {
  for (const login of people) await comeBack(host, pages[login])
  for (const login of people) {
    const question = pages[login].locator('#questions')
    await expect(question).toContainText(words.worker, { timeout: 30_000 })
    await expect(question).toContainText(words.supervisor)
  }
  const supervisor = await visitorOn(pages.supervisor, 'supervisor', host.origin)
  const { entries } = await ask<{ entries: Entry[] }>(supervisor, `/v1/children/${child}/chronicle`)
  const corrections = entries.filter(({ replaces }) => replaces === heard.id)
  expect(new Set(corrections.map(({ body }) => body.words))).toEqual(new Set(Object.values(words)))
  expect(corrections).toHaveLength(2)
})

test('the decision that stood on it says what it did not know', async () => {
  const notice = pages.supervisor.locator('main').filter({ hasText: say('en', 'doubt.title') })
  await expect(notice).toContainText('Corrected since:')
})

test('a person settles it, and the question goes from both pages', async () => {
  const question = pages.supervisor.locator('#questions')
  const own = question.locator('.question-version', { hasText: words.supervisor })
  await own.getByRole('button', { name: say('en', 'questions.keep') }).click()
  await question.locator('input[id^="why-"]').fill('I spoke with her aunt as well')
  await question.getByRole('button', { name: say('en', 'questions.record') }).click()
  for (const login of people) {
    await expect(pages[login].locator('#questions')).toHaveCount(0, { timeout: 30_000 })
    await pages[login].reload()
    await settled(pages[login])
    await expect(pages[login].locator('main')).toContainText(words.supervisor)
  }
})
