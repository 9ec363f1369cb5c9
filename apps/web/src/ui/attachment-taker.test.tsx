import { cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { renderSpoken } from '../i18n/spoken-for-tests.tsx'
import type { Attachments, KeptAttachment } from '../store/attachments.ts'
import { AttachmentsContext } from '../store/use-attachments.tsx'
import { AttachmentList } from './attachment-list.tsx'
import { AttachmentTaker } from './attachment-taker.tsx'

afterEach(cleanup)

const file = { id: '00000000-0000-7000-8000-000000000001', sha256: 'a'.repeat(64), bytes: 400_000, type: 'image/jpeg' }

function device(kept: Partial<KeptAttachment> | null): Attachments {
  return {
    keep: async () => Promise.reject(new Error('not asked for')),
    letGo: async () => false,
    bind: async () => undefined,
    discard: async () => undefined,
    afterPull: async () => undefined,
    offerAgain: async () => [],
    dropOf: async () => undefined,
    mark: async () => undefined,
    list: async () =>
      kept === null ? [] : [{ ...file, entry: null, received: 0, state: 'draft', ...kept } as KeptAttachment],
    thumbnail: async () => null,
    content: async () => null,
    part: async () => new Uint8Array(),
    subscribe: () => () => undefined,
  }
}

function showList(kept: Partial<KeptAttachment> | null): void {
  const handle = { attachments: device(kept), host: { content: async () => null } }
  renderSpoken(
    <AttachmentsContext value={handle}>
      <AttachmentList attachments={[file as KeptAttachment]} />
    </AttachmentsContext>,
  )
}

describe('a file on the page', () => {
  it.each([
    [{ state: 'waiting' }, 'Waiting to be sent'],
    [{ state: 'waiting', received: 120_000 }, 'Sent: 120 of 400 kB'],
    [{ state: 'done' }, 'Sent'],
    [
      { state: 'refused', refused: 'attachment.refused' },
      'Not taken by the server (attachment.refused). It stays on this device.',
    ],
  ] as const)('says what became of it: %o', async (kept, words) => {
    showList(kept)
    expect(await screen.findByText(words)).toBeTruthy()
  })

  it('says that it cannot be had, when neither the device nor the host has it now', async () => {
    showList(null)
    fireEvent.click(screen.getByRole('button'))
    expect(await screen.findByText(/not on this device/)).toBeTruthy()
  })
})

describe('taking pictures', () => {
  const taker = (taken: number) => (
    <AttachmentTaker
      attachments={device(null)}
      taken={Array.from(
        { length: taken },
        (_, index) => ({ ...file, id: `file-${index}` }) as unknown as KeptAttachment,
      )}
      onChange={() => undefined}
      takes="pictures"
      rule="visit.picture-rule"
    />
  )

  it('says what may be in a picture before the camera opens', () => {
    renderSpoken(taker(0))
    expect(screen.getByText(/No face, no name/)).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Take a picture' })).toBeTruthy()
  })

  it('takes no more than one entry can hold', () => {
    renderSpoken(taker(8))
    expect(screen.queryByRole('button', { name: 'Take a picture' })).toBeNull()
  })
})
