// Words that must not be kept: a supervisor asks that a false accusation be erased, one of another agency reads it and agrees, and it is
// gone at the host and from a social worker's phone that lies open and one that was locked. That it was erased, by whom and why, stays.
// Which acts and readers are refused is the tests' of the domain and the host; here is that people get through it.
import { expect, goTo, test } from './sign-in.ts'
import { registerFamily } from './family.ts'
import { fill, record, say } from './form.ts'
import { ask, handIn } from './hand-in.ts'
import { picture } from './story-picture.ts'

const accusation = 'Quorvandil ពាក្យចោទមិនពិត'
const why = 'The woman who said it took it back before two witnesses.'
const names = {
  mother: { km: 'ទូច ម៉ាលី', latin: 'Touch Maly' },
  child: { km: 'ទូច វីរៈ', latin: 'Touch Virak' },
}
const phone = { language: 'km', widthPx: 360 } as const

test('two agencies erase a false accusation, and no page and no phone has it any more', async ({ open }) => {
  const [officer, asking] = [await open('officer'), await open('supervisor')]
  const { child } = await registerFamily(officer, asking, names)
  const worker = await open('worker', { ...phone, isKept: true })
  const [entry = ''] = await handIn(worker, [
    {
      kind: 'assess.view-heard',
      subject: child,
      basis: 'told',
      body: { whose: 'father', about: 'general', stance: 'undecided', words: accusation },
    },
  ])
  const kept = worker.page
  await goTo(kept, `/children/${child}`)
  await expect(kept.getByText(accusation).first()).toBeVisible()

  await goTo(asking.page, `/children/${child}`)
  await asking.page.locator(`a[href*="record/erasure"][href*="${entry}"]`).click()
  await expect(asking.page.getByText(say('en', 'form.erasure.warning'), { exact: true })).toBeVisible()
  await fill(asking.page, 'en', { ground: { choose: 'false-accusation' }, whyErase: { text: why } })
  await record(asking.page)
  await expect(kept.getByText(accusation).first(), 'one agency alone erases nothing').toBeVisible()

  const { page } = await open('ngo-supervisor', phone)
  await goTo(page, `/children/${child}`)
  await expect(page.locator('main')).toContainText(say('km', 'deadline.access.erasure-awaits-second-agency'))
  await goTo(page, `/children/${child}/record/erasure-agreement`)
  await expect(page.getByText(why)).toBeVisible()
  await fill(page, 'km', { judged: { choose: 'read' } })
  await picture(page, 'erasure-km-360')
  await record(page)

  await expect(kept.getByText(accusation)).toHaveCount(0)
  const { entries } = await ask<{ entries: { id: string; kind: string }[] }>(worker, `/v1/children/${child}/chronicle`)
  expect(entries.filter(({ id }) => id === entry)).toEqual([])
  expect(entries.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['access.erasure-asked', 'access.erasure-agreed']),
  )
  await kept.reload()
  await expect(kept.locator('#chronicle')).toContainText(say('km', 'kind.access.erasure-agreed'))
  await expect(kept.getByText(accusation)).toHaveCount(0)
})
