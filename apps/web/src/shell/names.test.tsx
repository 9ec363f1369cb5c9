import { showSituation } from '@komar/contract/insight'
import { roles } from '@komar/domain/access/roles'
import { cleanup, fireEvent, screen } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { renderSpoken } from '../i18n/spoken-for-tests.tsx'
import { codeOf, NamesProvider, PersonName, useNames } from './names.tsx'
import { navigationFor } from './navigation.ts'

const id = '01940000-0000-7000-8000-0123456789ab'
const names = { km: 'ដារា', latin: 'Dara', called: null }

function Switch(): ReactNode {
  const { areHidden, setHidden } = useNames()
  return <button onClick={() => setHidden(!areHidden)}>switch</button>
}

function Page({ shown }: { shown: typeof names | null }): ReactNode {
  return (
    <NamesProvider>
      <Switch />
      <p>
        <PersonName person={{ id, names: shown }} />
      </p>
    </NamesProvider>
  )
}

const shownName = (): string | null => screen.getByRole('paragraph').textContent

beforeEach(() => localStorage.clear())
afterEach(cleanup)

describe('names', () => {
  it('stand in the reader’s script, and the element says which', () => {
    renderSpoken(<Page shown={names} />, 'km')
    expect(shownName()).toBe('ដារា')
    expect(document.querySelector('bdi')?.lang).toBe('km')
  })

  it('stand in the other script when that is the only one', () => {
    renderSpoken(<Page shown={{ ...names, latin: '' }} />, 'en')
    expect(shownName()).toBe('ដារា')
  })

  it('become codes everywhere with one press, and stay so on this device', () => {
    renderSpoken(<Page shown={names} />)
    fireEvent.click(screen.getByText('switch'))
    expect(shownName()).toBe(codeOf(id))
    cleanup()
    renderSpoken(<Page shown={names} />)
    expect(shownName()).not.toContain('Dara')
  })

  it('have a code when nobody has given one yet', () => {
    renderSpoken(<Page shown={null} />)
    expect(shownName()).toBe(`No name yet (${codeOf(id)})`)
  })
})

describe('the menu', () => {
  it('gives an administrator no child, and an analyst reports and rules only', () => {
    expect(navigationFor(['administrator']).map(({ to }) => to)).toEqual(['/rules', '/people', '/host'])
    expect(navigationFor(['analyst']).map(({ to }) => to)).toEqual(['/reports/situation', '/rules'])
  })

  it('gives everyone who reads entries the same four, visits to those who make them, and reports to those whom the contract lets', () => {
    const readers = roles.filter((role) => !['administrator', 'analyst', 'carer'].includes(role))
    const { allow } = showSituation
    const reporters: readonly string[] = typeof allow === 'object' && 'roles' in allow ? allow.roles : []
    for (const role of readers) {
      const places = navigationFor([role]).map(({ to }) => to)
      expect(places.filter((to) => to !== '/visits').slice(0, 4)).toEqual(['/', '/children', '/carers', '/facilities'])
      expect(places.includes('/visits')).toBe(['social-worker', 'supervisor'].includes(role))
      expect(places.includes('/reports/situation')).toBe(reporters.includes(role))
    }
  })
})
