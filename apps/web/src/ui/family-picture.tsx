// The family in a small picture: elders above, the child and its brothers and sisters below. Each bond is told by a word and by a line or
// shape, never by colour alone; the same stands in a table behind the toggle.
import { useState, type ReactNode } from 'react'
import { useSpeech } from '../i18n/language-provider.tsx'
import { Button } from './button.tsx'
import { List, type Column } from './list.tsx'
import './family-picture.css'

export type FamilyBond = 'self' | 'solid' | 'dashed' | 'double' | 'lost'
export type FamilyPerson = {
  id: string
  name: string
  sex: 'female' | 'male' | 'unknown'
  bond: FamilyBond
  /** What the person is to the child, in words. */
  bondWords: string
  /** Where or how the person is now; empty when nothing is to be said. */
  now: string
}

type Props = { elders: readonly FamilyPerson[]; children: readonly FamilyPerson[]; label: string }

const columns = 3
const tile = { width: 104, height: 116, shape: 26, top: 18 } as const
const trunk = 8

export function FamilyPicture({ elders, children, label }: Props): ReactNode {
  const { text } = useSpeech()
  const [isTable, setTable] = useState(false)
  return (
    <figure className="family-picture">
      {isTable ? <Table people={[...elders, ...children]} /> : <Drawing {...{ elders, children, label }} />}
      <div className="screen-only">
        <Button weight="quiet" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
          {text('family.picture-table')}
        </Button>
      </div>
    </figure>
  )
}

type Placed = { person: FamilyPerson; x: number; y: number }

/** Rows of three: elders first, then the child with its brothers and sisters. */
function place(elders: readonly FamilyPerson[], children: readonly FamilyPerson[]): Placed[] {
  const inRows = (people: readonly FamilyPerson[], firstRow: number): Placed[] =>
    people.map((person, index) => ({
      person,
      x: trunk + (index % columns) * tile.width + tile.width / 2,
      y: (firstRow + Math.floor(index / columns)) * tile.height,
    }))
  return [...inRows(elders, 0), ...inRows(children, Math.ceil(elders.length / columns))]
}

function Drawing({ elders, children, label }: Props): ReactNode {
  const placed = place(elders, children)
  const rows = [...new Set(placed.map(({ y }) => y))]
  const height = (rows.at(-1) ?? 0) + tile.height
  const width = trunk + columns * tile.width
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <path className="family-line" d={`M${trunk} 1V${(rows.at(-1) ?? 0) + 1}`} />
      {rows.map((y) => {
        const last = Math.max(...placed.filter((each) => each.y === y).map(({ x }) => x))
        return <path key={y} className="family-line" d={`M${trunk} ${y + 1}H${last}`} />
      })}
      {placed.map((each) => (
        <Person key={each.person.id} {...each} />
      ))}
    </svg>
  )
}

function Person({ person, x, y }: Placed): ReactNode {
  const middle = y + tile.top + tile.shape / 2
  const half = tile.width / 2
  return (
    <g>
      <Stub bond={person.bond} x={x} y={y} />
      <Shape person={person} x={x} y={middle} />
      {person.bond === 'lost' && (
        <text className="family-mark" x={x} y={middle + 5}>
          ?
        </text>
      )}
      <foreignObject
        x={x - half + 3}
        y={y + tile.top + tile.shape + 4}
        width={tile.width - 6}
        height={tile.height - tile.top - tile.shape - 4}
      >
        <span className="family-label">
          <strong>{person.name}</strong>
          {person.bondWords}
        </span>
      </foreignObject>
    </g>
  )
}

function Stub({ bond, x, y }: { bond: FamilyBond; x: number; y: number }): ReactNode {
  const line = (at: number): string => `M${at} ${y + 1}V${y + tile.top}`
  if (bond === 'double') return <path className="family-line" d={`${line(x - 3)}${line(x + 3)}`} />
  const style = bond === 'dashed' ? ' family-line-dashed' : bond === 'lost' ? ' family-line-lost' : ''
  return <path className={`family-line${style}`} d={line(x)} />
}

/** As families are drawn: a circle for a girl or woman, a square for a boy or man, a diamond where it is not known. */
function Shape({ person: { sex, bond }, x, y }: { person: FamilyPerson; x: number; y: number }): ReactNode {
  const own = bond === 'self' ? ' family-shape-self' : bond === 'lost' ? ' family-shape-lost' : ''
  const className = `family-shape${own}`
  const half = tile.shape / 2
  if (sex === 'female') return <circle className={className} cx={x} cy={y} r={half} />
  if (sex === 'male')
    return <rect className={className} x={x - half} y={y - half} width={tile.shape} height={tile.shape} />
  return <path className={className} d={`M${x} ${y - half}L${x + half} ${y}L${x} ${y + half}L${x - half} ${y}Z`} />
}

function Table({ people }: { people: readonly FamilyPerson[] }): ReactNode {
  const { text } = useSpeech()
  const shown: Column<FamilyPerson>[] = [
    { id: 'person', heading: text('family.person'), isName: true, cell: ({ name }) => name },
    { id: 'bond', heading: text('family.bond'), cell: ({ bondWords }) => bondWords },
    { id: 'now', heading: text('family.now'), cell: ({ now }) => now },
  ]
  return (
    <List
      caption={text('family.picture')}
      columns={shown}
      rows={people}
      rowKey={({ id }) => id}
      whenEmpty={<p>{text('family.kin-none')}</p>}
    />
  )
}
