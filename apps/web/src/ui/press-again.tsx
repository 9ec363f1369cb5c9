import { useState, type ReactNode } from 'react'
import { Button, type Weight } from './button.tsx'

type Props = {
  label: string
  /** What it means, said after the first press. */ sure: string
  weight?: Weight
  onSure: () => void
}

/** A button that must be pressed twice, for what cannot be taken back. */
export function PressAgain({ label, sure, weight, onSure }: Props): ReactNode {
  const [isAsked, setIsAsked] = useState(false)
  return (
    <div className="stack-tight">
      {isAsked && <p role="status">{sure}</p>}
      <div>
        <Button weight={weight ?? 'plain'} onClick={() => (isAsked ? onSure() : setIsAsked(true))}>
          {label}
        </Button>
      </div>
    </div>
  )
}
