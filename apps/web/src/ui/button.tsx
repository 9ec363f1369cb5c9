import type { ComponentProps, ReactNode } from 'react'
import './button.css'

export type Weight = 'main' | 'plain' | 'quiet'

type Props = ComponentProps<'button'> & { weight?: Weight }

/** The class names of a button, for links that look like one. */
export function buttonClass(weight: Weight = 'plain', more = ''): string {
  return ['button', weight === 'plain' ? '' : `button-${weight}`, more].filter(Boolean).join(' ')
}

/** A button. Its words are a verb with an object ("Record a visit"); one `main` button on a page. */
export function Button({ weight = 'plain', className, type = 'button', ...rest }: Props): ReactNode {
  return <button {...rest} type={type} className={buttonClass(weight, className)} />
}
