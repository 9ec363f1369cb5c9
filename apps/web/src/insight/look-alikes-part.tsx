// Other records that may be of this very child, looked for on demand. Twins and records that were compared are never offered
// (practice.md part 2, siblings): who compared two records says so with one tap, and is not asked again.
import { similarChildren, type ChildRow } from '@komar/contract/register'
import type { ChildFile } from '@komar/domain/insight/child-file'
import { mayBeSameChild } from '@komar/domain/register/look-alikes'
import { isEdtf } from '@komar/domain/time/edtf'
import { Link } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { mayRecordKind, recordAddress } from '../register/actions.ts'
import { ChildLink } from '../register/children-list.tsx'
import { useSession } from '../shell/session.tsx'
import { ask } from '../store/ask.ts'
import { Button } from '../ui/button.tsx'

type Found = readonly ChildRow[] | 'not-asked' | 'failed'

/** Looks for records whose names look alike, when asked to. */
export function LookAlikesPart({ file }: { file: ChildFile }): ReactNode {
  const text = useText()
  const session = useSession()
  const [found, setFound] = useState<Found>('not-asked')
  const { names } = file.register
  if (names === null || !mayRecordKind(session, 'register.looked-alike')) return null
  const look = async (): Promise<void> => {
    const { km, latin } = names
    const body = { ...(km === undefined ? {} : { km }), ...(latin === undefined ? {} : { latin }) }
    const answer = await ask(similarChildren, { body })
    setFound(answer.ok ? answer.value.children.filter((row) => isOffered(file, row)) : 'failed')
  }
  return (
    <section className="stack-tight screen-only">
      <h3>{text('alike.title')}</h3>
      {typeof found === 'string' ? (
        <>
          {found === 'failed' && <p role="status">{text('alike.failed')}</p>}
          <div>
            <Button onClick={() => void look()}>{text('alike.look')}</Button>
          </div>
        </>
      ) : (
        <div role="status" className="stack-tight">
          <p>{text(found.length === 0 ? 'alike.none' : 'alike.ask')}</p>
          <ul className="plain-list stack-tight">
            {found.map((row) => (
              <li key={row.id}>
                <ChildLink child={row} />
                <p>
                  <Link to={comparison(file.child, 'compared', row.id)}>{text('alike.two')}</Link>
                  {mayRecordKind(session, 'register.merged') && (
                    <>
                      {' · '}
                      <Link to={comparison(file.child, 'same-child', row.id)}>{text('alike.one')}</Link>
                    </>
                  )}
                </p>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}

/** The address of the form that says so, with the other record in it; a plain string, as no route is named by it. */
function comparison(child: string, form: 'compared' | 'same-child', other: string): string {
  return `${recordAddress(child, form)}?other=${other}`
}

/** Whether a row may be this child's own, by what both records say. */
export function isOffered(
  { child, register, family }: Pick<ChildFile, 'child' | 'register' | 'family'>,
  row: ChildRow,
): boolean {
  const siblings = family.siblings.flatMap((sibling) => sibling.child ?? [])
  return mayBeSameChild(
    {
      id: child,
      born: register.birth.claims.map(({ born }) => born),
      carers: register.relations.map(({ carer }) => carer),
      comparedWith: [...family.comparedWith, ...siblings],
    },
    { id: row.id, born: row.born.filter(isEdtf), carers: row.carer === null ? [] : [row.carer] },
  )
}
