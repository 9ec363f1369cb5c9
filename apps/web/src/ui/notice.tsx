import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode, Ref } from 'react'
import './notice.css'

export type Tone = 'slate' | 'calm' | 'amber' | 'brick'

const icons = { slate: Info, calm: CircleCheck, amber: TriangleAlert, brick: CircleAlert } as const

type Props = {
  tone?: Tone
  heading?: string
  children?: ReactNode
  /** Read out when it appears: for answers to what the person just did. */
  announce?: boolean
  ref?: Ref<HTMLDivElement>
}

/** A boxed sentence or two with a sign that is a shape as well as a colour. */
export function Notice({ tone = 'slate', heading, children, announce = false, ref }: Props): ReactNode {
  const Icon = icons[tone]
  return (
    <div
      className={`notice notice-${tone}`}
      ref={ref}
      tabIndex={ref ? -1 : undefined}
      role={announce ? 'status' : undefined}
    >
      <Icon aria-hidden="true" size={20} />
      <div className="notice-body">
        {heading !== undefined && <strong>{heading}</strong>}
        {children}
      </div>
    </div>
  )
}
