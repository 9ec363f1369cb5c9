import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { renderSpoken } from '../i18n/spoken-for-tests.tsx'
import { FamilyPicture, type FamilyPerson } from './family-picture.tsx'

afterEach(cleanup)

const person = (id: string, bond: FamilyPerson['bond'], more: Partial<FamilyPerson> = {}): FamilyPerson => ({
  id,
  name: `Name ${id}`,
  sex: 'unknown',
  bond,
  bondWords: `bond ${id}`,
  now: '',
  ...more,
})

const elders = [person('mother', 'solid', { sex: 'female' }), person('father', 'lost', { sex: 'male' })]
const children = [
  person('self', 'self'),
  person('twin', 'double'),
  person('half', 'dashed', { now: 'lives apart' }),
  person('fourth', 'solid'),
]

describe('the family in a picture', () => {
  it('says everybody in its label and in words under each shape', () => {
    renderSpoken(<FamilyPicture elders={elders} children={children} label="All of them" />)
    const drawing = screen.getByRole('img', { name: 'All of them' })
    for (const { name, bondWords } of [...elders, ...children]) expect(drawing.textContent).toContain(name + bondWords)
  })

  it('tells sex and bond by shape and line, a lost one by a mark too', () => {
    const { container } = renderSpoken(<FamilyPicture elders={elders} children={children} label="All" />)
    expect(container.querySelectorAll('circle')).toHaveLength(1)
    expect(container.querySelectorAll('rect')).toHaveLength(1)
    expect(container.querySelectorAll('.family-line-dashed')).toHaveLength(1)
    expect(container.querySelectorAll('.family-line-lost')).toHaveLength(1)
    expect(container.querySelector('.family-mark')?.textContent).toBe('?')
  })

  it('stands as a table behind the toggle', () => {
    renderSpoken(<FamilyPicture elders={elders} children={children} label="All" />, 'km')
    fireEvent.click(screen.getByRole('button'))
    const table = screen.getByRole('table')
    expect(within(table).getByText('lives apart')).toBeDefined()
    expect(within(table).getAllByRole('row')).toHaveLength(elders.length + children.length + 1)
    expect(screen.getByRole('button').getAttribute('aria-pressed')).toBe('true')
  })
})
