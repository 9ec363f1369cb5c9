// Somebody who lived in prison as a child asks, grown up, for their own record, which is not sealed yet: the page says what is missing, a
// supervisor writes down how they showed who they are, and saves a page in Khmer and a paper in English. It holds what the child said, and
// no secret of another. What else the copy tells, who is refused it, and the copy of a sealed record, is the tests' of the domain and the host.
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { facilityId } from './family.ts'
import { fill, pressNamed, record, say } from './form.ts'
import { handIn, newId } from './hand-in.ts'
import { expect, goTo, test, type Visitor } from './sign-in.ts'
import { picture } from './story-picture.ts'

const words = 'ខ្ញុំចង់រៀនកាត់ដេរ'
const secret = 'Merunthal អាថ៌កំបាំង'
const phone = { language: 'km', widthPx: 360 } as const

/** A record of 1998 and what was said then; with the date of birth it is known that the person is of age. */
async function registerGrown(officer: Visitor, worker: Visitor, supervisor: Visitor): Promise<string> {
  const facility = await facilityId(officer, 'CC2')
  const [mother, child] = [newId(), newId()]
  const names = { km: 'ហេង សុជាតា', latin: 'Heng Socheata' }
  const view = (whose: string, said: string) => ({
    kind: 'assess.view-heard',
    subject: child,
    occurred: '1998-05-02',
    basis: 'told' as const,
    body: { whose, about: 'general', stance: 'agrees', words: said },
  })
  await handIn(officer, [
    { kind: 'register.carer-registered', subject: mother, body: { names: { latin: 'Heng Bopha' }, sex: 'female' } },
    {
      kind: 'register.child-registered',
      subject: child,
      body: { names, sex: 'female', code: `E-${child.slice(-6).toUpperCase()}` },
    },
    { kind: 'register.relation-stated', subject: child, also: [mother], body: { carer: mother, relation: 'mother' } },
    { kind: 'register.residence-began', subject: child, occurred: '1998-01-10', body: { facility, carer: mother } },
  ])
  await handIn(supervisor, [
    { kind: 'access.allocated', subject: child, body: { agency: supervisor.session.agency.id } },
  ])
  await handIn(worker, [view('child', words), view('mother', secret)])
  await handIn(officer, [
    {
      kind: 'register.birth-stated',
      subject: child,
      occurred: '1994-02',
      basis: 'document',
      body: { born: '1994-02' },
    },
  ])
  return child
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
  const child = await registerGrown(officer, worker, supervisor)
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
