import { cleanup, configure, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { renderSpoken } from '../i18n/spoken-for-tests.tsx'
import { partsOf } from '../store/agency-keys/parts.ts'
import { makeAgencySecret } from '../store/agency-keys/secret.ts'
import { PartsOnPaper } from './parts-on-paper.tsx'

vi.setConfig({ testTimeout: 60_000 })
configure({ asyncUtilTimeout: 20_000 })

let parts: string[]
beforeAll(async () => {
  parts = await partsOf(await makeAgencySecret(), 2, 2)
})
afterEach(cleanup)

const nothing = (): Promise<void> => Promise.resolve()
const show = () =>
  renderSpoken(
    <PartsOnPaper parts={parts} holders={['Dara', 'Bopha']} needed={2} onWritten={nothing} onLeave={nothing} />,
  )
const press = (name: string): boolean => fireEvent.click(screen.getByRole('button', { name }))
const shown = (): string[] => parts.filter((part) => document.body.textContent.includes(part))
const type = (value: string): boolean => fireEvent.change(screen.getByRole('textbox'), { target: { value } })

it('shows a part only when its holder asks, and not to whoever typed the one before', async () => {
  show()
  expect([shown(), screen.getByText(/Hand the device to Dara/u).tagName]).toEqual([[], 'P'])
  press('Show part 1')
  expect(shown()).toEqual([parts[0]])
  press('It is written down')
  expect(shown()).toEqual([])
  type(parts[0]?.toLowerCase() ?? '')
  press('Go on')
  await screen.findByText('Part 2 of 2, for Bopha')
  expect([shown(), screen.getByText(/Hand the device to Bopha/u).tagName]).toEqual([[], 'P'])
  press('Show part 2')
  press('It is written down')
  type(parts[1] ?? '')
  press('Go on')
  const done = await screen.findByText('All parts are on paper')
  expect(screen.getByRole('status').contains(done)).toBe(true)
  expect(screen.getByRole('status')).toBe(document.activeElement)
})

it('never puts a part where it is announced, and keeps the focus where something changed', () => {
  show()
  expect(screen.getByRole('status')).toBe(document.activeElement)
  for (const name of ['Show part 1', 'It is written down', 'Show it once more']) {
    screen.getByRole('button', { name }).focus()
    press(name)
    expect([name, document.activeElement === screen.getByRole('status')]).toEqual([name, true])
    expect(screen.getByRole('status').textContent).not.toContain(parts[0])
  }
})

it('says at once, to everybody, that what was typed back is not the same', async () => {
  show()
  press('Show part 1')
  press('It is written down')
  type(parts[1] ?? '')
  press('Go on')
  const alert = await screen.findByRole('alert')
  await waitFor(() => expect(alert.contains(document.activeElement)).toBe(true))
  expect(alert.textContent).toContain('That is not the same.')
  expect(screen.getByRole('textbox').getAttribute('aria-invalid')).toBe('true')
  type(parts[0] ?? '')
  expect(screen.queryByRole('alert')).toBeNull()
})
