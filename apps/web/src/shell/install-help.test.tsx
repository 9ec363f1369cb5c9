import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { renderSpoken } from '../i18n/spoken-for-tests.tsx'
import { InstallHelp } from './install-help.tsx'

afterEach(cleanup)

it('says how to install where the browser offers nothing, and that nothing is kept where it cannot be', async () => {
  renderSpoken(<InstallHelp />)
  await waitFor(() => expect(screen.getByText(/does not keep the app/)).toBeTruthy())
  expect(screen.getAllByRole('listitem')).toHaveLength(2)
  expect(screen.queryByRole('button')).toBeNull()
})

it('asks the browser’s own question where there is one', async () => {
  renderSpoken(<InstallHelp />, 'km')
  const prompt = vi.fn(async () => undefined)
  fireEvent(globalThis.window, Object.assign(new Event('beforeinstallprompt', { cancelable: true }), { prompt }))
  fireEvent.click(await screen.findByRole('button', { name: 'ដំឡើងកម្មវិធីក្នុងឧបករណ៍នេះ' }))
  await waitFor(() => expect(prompt).toHaveBeenCalledOnce())
})
