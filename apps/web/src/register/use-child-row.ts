import { showChild, type ChildRow } from '@komar/contract/register'
import { uuidSchema } from '@komar/domain/chronicle/entry'
import { useEffect, useState } from 'react'
import { ask } from '../store/ask.ts'

/** The row of a child's record, if the reader may see it; null while it is asked for, and when nothing that is an id is given. */
export function useChildRow(id: string | undefined): ChildRow | null {
  const [row, setRow] = useState<ChildRow | null>(null)
  useEffect(() => {
    let isCurrent = true
    setRow(null)
    if (id === undefined || !uuidSchema.safeParse(id).success) return
    void ask(showChild, { params: { id } }).then((answer) => {
      if (isCurrent && answer.ok) setRow(answer.value.child)
    })
    return () => {
      isCurrent = false
    }
  }, [id])
  return row
}
