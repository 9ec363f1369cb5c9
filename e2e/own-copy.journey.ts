// Somebody who lived in prison as a child asks, grown up, for their own record, which is not sealed yet: the page says what is missing, a
// supervisor writes down how they showed who they are, and saves a page in Khmer and a paper in English. It holds what the child said, and
// no secret of another. What else the copy tells, who is refused it, and the copy of a sealed record, is the tests' of the domain and the host.
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { registerFamily } from './family.ts'
import { fill, pressNamed, record, say } from './form.ts'
import { handIn } from './hand-in.ts'
import { expect, goTo, test } from './sign-in.ts'
import { picture } from './story-picture.ts'

const words = 'ខ្ញុំចង់រៀនកាត់ដេរ'
const secret = 'Merunthal អាថ៌កំបាំង'
const phone = { language: 'km', widthPx: 360 } as const

const names = {
  mother: { km: 'ហេង បុប្ផា', latin: 'Heng Bopha' },
  child: { km: 'ហេង សុជាតា', latin: 'Heng Socheata' },
}

/** What somebody said in 1998. */
function viewOf(child: string, whose: 'child' | 'mother', said: string) {
  const body = { whose, about: 'general', stance: 'agrees', words: said }
  return { kind: 'assess.view-heard', subject: child, occurred: '1998-05-02', basis: 'told' as const, body }
}

/** The file that a press of a button saves. */
async function saved(page: Page, file: 'km-phone' | 'en-paper'): Promise<Buffer> {
  const downloading = page.waitForEvent('download')
  await pressNamed(page, 'km', `own-copy.file.${file}`)
  return readFile(await (await downloading).path())
}

test('a grown person gets their own copy, in two languages', async ({ open }) => {
  const [officer, worker] = [await open('officer'), await open('worker')]
  const supervisor = await open('supervisor', phone)
  const grown = { born: '1994-02', since: '1998-01-10' }
  const { child, mother } = await registerFamily(officer, supervisor, names, grown)
  const left = '2000-03-15'
  await handIn(officer, [
    { kind: 'register.custody-ended', subject: mother, occurred: left, body: { how: 'released' } },
    { kind: 'register.residence-ended', subject: child, occurred: left, body: { route: 'with-mother' } },
  ])
  await handIn(worker, [viewOf(child, 'child', words), viewOf(child, 'mother', secret)])
  const { page } = supervisor
  await goTo(page, `/children/${child}/own-copy`)
  await expect(page.getByText(say('km', 'gate.own-copy.asked-lately'))).toBeVisible()
  await expect(page.getByRole('button', { name: say('km', 'own-copy.file.km-phone') })).toHaveCount(0)
  await page.getByRole('link', { name: say('km', 'gate.mend') }).click()
  await fill(page, 'km', {
    identityShownBy: { tick: 'option.identityShownBy.paper-with-picture' },
    wasAskedAlone: { choose: 'yes' },
    freely: { choose: 'yes' },
    company: { choose: 'declined' },
  })
  await record(page)

  const forPhone = (await saved(page, 'km-phone')).toString('utf8')
  expect(forPhone).toContain(words)
  expect(forPhone).not.toContain(secret)
  await expect(page.getByText(say('km', 'own-copy.saved'))).toBeVisible()
  await picture(page, 'own-copy-km-360')
  const paper = await saved(page, 'en-paper')
  expect(paper.subarray(0, 5).toString('latin1')).toBe('%PDF-')
})
