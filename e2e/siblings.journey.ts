// Brothers and sisters, on a phone in Khmer: one is in the register, one is only known by name and is lost; a false lead, then found; the
// family stands in a picture and in a table; and a plan that parts brothers and sisters must say why.
import type { Page } from '@playwright/test'
import { dayAfter } from './days.ts'
import { registerFamily, type Family } from './family.ts'
import { fill, record, say } from './form.ts'
import { handIn, newId } from './hand-in.ts'
import { expect, goTo, test, type Visitor } from './sign-in.ts'

test.describe.configure({ mode: 'serial' })

const story = { child: '', sister: '' }
const child = (form = ''): string => `/children/${story.child}${form === '' ? '' : `/record/${form}`}`
const phone = { language: 'km', widthPx: 360 } as const
const told = { basis: { choose: 'told' } } as const
const names = {
  mother: { km: 'ប៉ែន ដាវី', latin: 'Pen Davy' },
  child: { km: 'ប៉ែន រតនា', latin: 'Pen Ratana' },
}
const sister = { km: 'ប៉ែន កល្យាណ', latin: 'Pen Kalyan' }
const lostBrother = 'ប៉ែន វិរៈ'

/** A second child of the same mother, in the same prison. */
async function registerSister(officer: Visitor, { mother, facility }: Family): Promise<string> {
  const subject = newId()
  await handIn(officer, [
    {
      kind: 'register.child-registered',
      subject,
      body: { names: sister, sex: 'female', code: `E-${subject.slice(-6).toUpperCase()}` },
    },
    { kind: 'register.birth-stated', subject, occurred: '2011-02', basis: 'told', body: { born: '2011-02' } },
    { kind: 'register.relation-stated', subject, also: [mother], body: { carer: mother, relation: 'mother' } },
    { kind: 'register.residence-began', subject, body: { facility, carer: mother } },
  ])
  return subject
}

test('one sister lives with the child, a brother is lost', async ({ open }) => {
  const [officer, supervisor] = [await open('officer'), await open('supervisor')]
  const family = await registerFamily(officer, supervisor, names)
  story.child = family.child
  story.sister = await registerSister(officer, family)

  const { page } = await open('worker', phone)
  await goTo(page, child('sibling'))
  await page.getByLabel(sister.km).check()
  await fill(page, 'km', { bond: { choose: 'full' }, livesTogether: { choose: 'yes' }, ...told })
  await record(page)
  await goTo(page, child('sibling'))
  await fill(page, 'km', {
    sibling: { choose: 'none' },
    km: { text: lostBrother },
    sex: { choose: 'male' },
    bond: { choose: 'half' },
    livesTogether: { choose: 'no' },
    siblingPlace: { select: 'unknown' },
    ...told,
  })
  await record(page)
  await expect(page.getByText(say('km', 'deadline.register.siblings-apart'))).toHaveCount(1)

  await goTo(page, child('contact-lost'))
  await fill(page, 'km', {
    lostRelation: { choose: 'sibling' },
    whom: { text: lostBrother },
    lastPlace: { text: 'ផ្សារអូរឫស្សី' },
    ...told,
  })
  await record(page)
  const shown = page.locator('#family')
  await expect(shown.getByRole('img')).toHaveAccessibleName(new RegExp(`${sister.km}.*${lostBrother}`))
  await expect(shown).toContainText(say('km', 'family.lost'))
  await shown.getByRole('button', { name: say('km', 'family.picture-table') }).click()
  const row = shown.getByRole('row').filter({ hasText: sister.km })
  await expect(row).toContainText(say('km', 'family.sibling-full'))
  await expect(row).toContainText(say('km', 'family.together'))
})

async function tryTracing(page: Page, tried: string, result: string, more = {}): Promise<void> {
  await goTo(page, child('tracing'))
  await fill(page, 'km', { tried: { text: tried }, tracingResult: { choose: result }, ...more, ...told })
  await record(page)
}

test('the first lead is false, the second finds the brother', async ({ open }) => {
  const { page, session } = await open('worker', phone)
  const next = { nextOn: { date: dayAfter(session.host.today, 14) } }
  await tryTracing(page, 'សួរប៉ូលិសឃុំ៖ ឈ្មោះដូច តែមិនមែន', 'false-lead', next)
  const family = page.locator('#family')
  await expect(family).toContainText(say('km', 'family.lost'))
  await expect(page.locator('#chronicle')).toContainText(say('km', 'option.tracingResult.false-lead'))

  await tryTracing(page, 'ម្តាយមីងនៅតាខ្មៅ', 'found')
  await expect(family).toContainText(say('km', 'family.search-found'))
  await expect(family).not.toContainText(say('km', 'family.lost'))
})

test('a plan that parts them must say why', async ({ open }) => {
  const { page } = await open('worker', phone)
  await goTo(page, child('separation-plan'))
  const needs = page.locator('.gate-panel .gate-piece-missing')
  const together = say('km', 'gate.separation.siblings-placed')
  const why = say('km', 'gate.separation.apart-reason')
  await fill(page, 'km', { siblingsPlaced: { choose: 'no-siblings' } })
  await expect(needs.filter({ hasText: together })).toHaveCount(1)
  await fill(page, 'km', { siblingsPlaced: { choose: 'apart' } })
  await expect(needs.filter({ hasText: together })).toHaveCount(0)
  await expect(needs.filter({ hasText: why })).toHaveCount(1)
  await fill(page, 'km', { apartReason: { text: 'បងប្រុសនៅជាមួយឪពុកខ្លួន ជួបគ្នារាល់សប្ដាហ៍' } })
  await expect(needs.filter({ hasText: why })).toHaveCount(0)
})
