import { useEffect, useMemo, type ReactNode } from 'react'
import { attachmentHost } from './attachment-host.ts'
import { startUploader } from './attachment-upload.ts'
import { openAttachments } from './attachments.ts'
import type { Outbox } from './outbox.ts'
import { useStore } from './store-provider.tsx'
import type { Unlocked } from './unlocked.ts'
import { AttachmentsContext } from './use-attachments.tsx'

type Props = { unlocked: Pick<Unlocked, 'disk' | 'seal' | 'isInMemory'>; children: ReactNode }

/** Opens the attachments of an open store, and sends what waits as long as it is open: each after its entry was accepted. */
export function AttachmentsProvider({ unlocked: { disk, seal, isInMemory }, children }: Props): ReactNode {
  const { outbox } = useStore()
  const attachments = useMemo(() => openAttachments({ disk, seal, isInMemory }), [disk, seal, isInMemory])
  useEffect(() => {
    const uploader = startUploader({ attachments, host: attachmentHost, isAccepted: (id) => isAccepted(outbox, id) })
    const stop = outbox.subscribe(uploader.wake)
    return () => {
      stop()
      uploader.stop()
    }
  }, [attachments, outbox])
  const handle = useMemo(() => ({ attachments, host: attachmentHost }), [attachments])
  return <AttachmentsContext value={handle}>{children}</AttachmentsContext>
}

/** What stands in the outbox no more was accepted, and its author has seen it. */
async function isAccepted(outbox: Outbox, id: string): Promise<boolean> {
  const found = (await outbox.list()).find((unsent) => unsent.id === id)
  return found === undefined || found.state === 'accepted'
}
