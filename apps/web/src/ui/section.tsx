import { useEffect, useRef, type ReactNode } from 'react'
import type { MessageId } from '../i18n/message-id.ts'
import { useText } from '../i18n/language-provider.tsx'

type Props = { id: string; title: MessageId; children: ReactNode }

/** A part of a page, with a heading that links can lead to. */
export function Section({ id, title, children }: Props): ReactNode {
  const text = useText()
  const section = useRef<HTMLElement>(null)
  // What is loaded late comes after the router has looked for it, so that a link to a part would end at the top of the page.
  useEffect(() => {
    if (globalThis.location.hash === `#${id}`) section.current?.scrollIntoView()
  }, [id])
  return (
    <section ref={section} className="stack" aria-labelledby={`${id}-heading`} id={id}>
      <h2 id={`${id}-heading`} tabIndex={-1}>
        {text(title)}
      </h2>
      {children}
    </section>
  )
}
