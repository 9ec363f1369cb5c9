// A nurse's morning with ten children, a psychologist who enters three forms of one child, a grandmother's diary: each on the device and
// in the language that they have. And what a prison officer and the grandmother never get.
import { facilityId } from './family.ts'
import { fill, press, record, say } from './form.ts'
import { expect, goTo, test, type Visitor } from './sign-in.ts'
import { picture } from './story-picture.ts'

test.describe.configure({ mode: 'serial' })

type Child = { id: string; code: string; born: string[] }

async function childrenOf({ context, origin }: Visitor): Promise<Child[]> {
  const answer = await context.request.post('/v1/children/search', {
    data: { where: 'inside', limit: 100 },
    headers: { origin },
  })
  const { children }: { children: Child[] } = await answer.json()
  return children
}

const morning = 10

test('a nurse weighs ten children, line by line, on a phone in Khmer', async ({ open }) => {
  const nurse = await open('clinician', { language: 'km', widthPx: 360 })
  const { page } = nurse
  await goTo(page, `/facilities/${await facilityId(nurse, 'CC2')}/measure`)
  const lines = page.locator('.measure-round > li')
  expect(await lines.count()).toBeGreaterThanOrEqual(morning)
  for (let index = 0; index < morning; index += 1) {
    const line = lines.nth(index)
    await line.locator('input').nth(0).fill(`1${index},5`)
    await line.locator('button[type=submit]').click()
    await expect(line.getByRole('status')).toHaveText(say('km', 'measure-round.done'))
  }
  await lines.nth(0).locator('input').nth(0).fill('x')
  await expect(lines.nth(0).locator('.field-error')).toBeVisible()
  const measured = (await lines.allInnerTexts()).slice(0, morning).join(' ')
  const [oldest] = (await childrenOf(nurse))
    .filter(({ code, born: [born] }) => measured.includes(code) && born?.startsWith('201'))
    .toSorted((left, right) => String(left.born).localeCompare(String(right.born)))
  await goTo(page, `/children/${oldest?.id ?? ''}`)
  await expect(page.locator('.growth-chart')).toBeVisible()
  await picture(page, 'growth-km-360', page.locator('.growth-chart'))
})

test('a psychologist enters three forms by number, and sees where the informants differ', async ({ open }) => {
  const { page, ...visitor } = await open('specialist')
  const child = (await childrenOf({ page, ...visitor })).find(({ born }) => born[0] === '2009-09')
  const forms = [
    ['mother', 'parent', '0000011000100000002010000'],
    ['teacher', 'teacher', '2000222000021000022002120'],
    ['father', 'parent', '2020202020202020202020202'],
  ] as const
  const columns = page.locator('.informants thead th')
  await goTo(page, `/children/${child?.id ?? ''}`)
  const before = await columns.count()
  for (const [by, informant, digits] of forms) {
    await goTo(page, `/children/${child?.id ?? ''}/record/instrument`)
    await fill(page, 'en', {
      form: { choose: '4-17' },
      informant: { choose: informant },
      answeredBy: { choose: by },
    })
    const [first] = [page.locator('.digit-line').first()]
    await first.fill(digits)
    await page
      .locator('.digit-line')
      .last()
      .fill(`${digits.slice(0, 24)}${digits.endsWith('0') ? 1 : 0}`)
    await expect(page.locator('#field-answers')).toContainText('25')
    await press(page)
    await expect(page.locator('main')).toContainText(say('en', 'form.instrument.differs'))
    await page.locator('.digit-line').last().fill(digits)
    await expect(page.locator('#field-answers')).toContainText(say('en', 'form.instrument.same'))
    await record(page)
  }
  await goTo(page, `/children/${child?.id ?? ''}`)
  await expect(page.locator('.informants tbody tr').first()).toBeVisible()
  // Another journey at this host may have asked this child's teacher already; the first column names the rows.
  await expect(columns).toHaveCount(Math.max(before, 1) + forms.length)
  await expect(page.locator('#wellbeing')).toContainText(say('en', 'informants.differ'))
  await expect(page.locator('#wellbeing')).toContainText(say('en', 'informants.norms'))
  await picture(page, 'informants-en-1280', page.locator('.informants'))
})

test('a grandmother writes a week of the diary on a phone, and is given nothing else', async ({ open }) => {
  const carer = await open('carer', { language: 'km', widthPx: 360, expected: /\b40[34]\b/ })
  const { page, context, origin } = carer
  await goTo(page, '/diary')
  await expect(page.locator('main section')).toHaveCount(1)
  const days = ['ព្រឹកនេះសើច', 'ញ៉ាំបាយអស់ចាន', 'ខឹងគ្រវែងសៀវភៅ']
  for (const words of days) {
    await page.locator('input[value="good"]').check()
    await page.locator('textarea').fill(words)
    await page.locator('main button[type=submit]').click()
    await expect(page.locator('main')).toContainText(words)
  }
  await picture(page, 'diary-km-360')
  const { diaries }: { diaries: { child: string; lines: { author: string }[] }[] } = await (
    await context.request.get('/v1/diary')
  ).json()
  expect(diaries).toHaveLength(1)
  const child = diaries[0]?.child ?? ''
  for (const path of [`/v1/children/${child}`, `/v1/children/${child}/chronicle`, '/v1/today', '/v1/facilities']) {
    expect([path, (await context.request.get(path)).status()]).toEqual([path, 403])
  }
  const searched = await context.request.post('/v1/children/search', { data: {}, headers: { origin } })
  expect(searched.status()).toBe(403)
})

test('a prison officer gets none of it, by page or by wire', async ({ open }) => {
  const officer = await open('officer')
  const [child] = (await childrenOf(officer)).filter(({ born }) => born[0]?.startsWith('2012'))
  const { page, context } = officer
  await goTo(page, `/children/${child?.id ?? ''}`)
  await expect(page.locator('#wellbeing')).toContainText(say('en', 'wellbeing.hidden'))
  const chronicle = await (await context.request.get(`/v1/children/${child?.id ?? ''}/chronicle`)).text()
  expect(chronicle).toContain('register.')
  expect(chronicle).not.toContain('wellbeing.')
  const shown = await (await context.request.get(`/v1/children/${child?.id ?? ''}`)).text()
  expect(shown).not.toContain('wellbeing.')
})
