// The attachments of the open store, for pages. Where none is open (a store that is not sealed), nothing can be taken: what is
// taken in a prison never lies on a phone in clear.
import type { Attachment } from '@komar/domain/chronicle/attachments'
import { createContext, use, useEffect, useState } from 'react'
import type { AttachmentHost } from './attachment-upload.ts'
import { boundFirst } from './bound-first.ts'
import type { Attachments, KeptAttachment } from './attachments.ts'
import { useRecord } from './store-provider.tsx'

type Handle = { attachments: Attachments; host: Pick<AttachmentHost, 'content'> }

/** Given by whoever opens the store. */
export const AttachmentsContext = createContext<Handle | null>(null)

export function useAttachments(): Attachments | null {
  return use(AttachmentsContext)?.attachments ?? null
}

/** What this device holds of some attachments, kept current; by id. */
export function useKept(): ReadonlyMap<string, KeptAttachment> {
  const attachments = useAttachments()
  const [kept, setKept] = useState<ReadonlyMap<string, KeptAttachment>>(new Map())
  useEffect(() => {
    if (attachments === null) return
    const refresh = (): void =>
      void attachments.list().then((all) => setKept(new Map(all.map((each) => [each.id, each]))))
    refresh()
    return attachments.subscribe(refresh)
  }, [attachments])
  return kept
}

/** An address for a small picture or the whole of it, for as long as the page shows it. */
export function useBlobAddress(blob: Blob | null): string | null {
  const [address, setAddress] = useState<string | null>(null)
  useEffect(() => {
    if (blob === null) return setAddress(null)
    const made = URL.createObjectURL(blob)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [blob])
  return address
}

/** The small picture on this device; null when there is none here. */
export function useThumbnail(id: string): Blob | null {
  const attachments = useAttachments()
  const [blob, setBlob] = useState<Blob | null>(null)
  useEffect(() => {
    let isCurrent = true
    void attachments?.thumbnail(id).then((found) => isCurrent && setBlob(found))
    return () => {
      isCurrent = false
    }
  }, [attachments, id])
  return blob
}

/** Fetches the whole from this device, or from the host when somebody asks for it; null when neither has it now. */
export function useWhole(): (attachment: Attachment) => Promise<Blob | null> {
  const handle = use(AttachmentsContext)
  return async ({ id, type }) => {
    const here = (await handle?.attachments.content(id)) ?? null
    const found = here ?? (await handle?.host.content(id)) ?? null
    return found === null ? null : new Blob([found], { type })
  }
}

/** Records entries as useRecord does; the files that they name are bound to them first, and go out after them. */
export function useRecordWithFiles(): ReturnType<typeof useRecord> {
  const record = useRecord()
  const attachments = useAttachments()
  return async (drafts, { alone = [], ...options } = {}) => {
    if (attachments === null) return record(drafts, { ...options, alone })
    const bound = await boundFirst([...drafts, ...alone], attachments)
    return record(bound.slice(0, drafts.length), { ...options, alone: bound.slice(drafts.length) })
  }
}
