// The host's side of uploads over the network. Only what the host said of this very file settles it; everything else means later.
import { beginAttachment, readAttachment, sendAttachmentPart } from '@komar/contract/attachments'
import { addressOf, call, fetchFor, type Answer, type ClientOptions } from '@komar/contract/client'
import type { AttachmentHost, UploadAnswer } from './attachment-upload.ts'

/** Answers that will be the same however often the file is sent. */
const final: readonly string[] = [
  'attachment.refused',
  'request.not-found',
  'request.malformed',
  'access.not-permitted',
]

/** A part of half a megabyte takes minutes on the worst of links. */
const timeOutMs = 180_000

/** Sends to, and fetches from, the page's own host. */
export const attachmentHost: AttachmentHost = {
  begin: async (attachment) => answerOf(await call(beginAttachment, { body: attachment }, background())),
  put: async (id, offset, part) =>
    answerOf(await call(sendAttachmentPart, { params: { id }, query: { offset }, bytes: part }, background())),
  content: async (id) => {
    try {
      const address = addressOf(readAttachment, { params: { id } })
      return await fetchFor({ signal: AbortSignal.timeout(timeOutMs) }, address, {}, async (response) =>
        response.ok ? response.blob() : null,
      )
    } catch {
      return null
    }
  },
}

function background(): ClientOptions {
  return { isBackground: true, signal: AbortSignal.timeout(timeOutMs) }
}

function answerOf(answer: Answer<{ received: number; isWhole: boolean }>): UploadAnswer {
  if (answer.ok) return answer.value
  const { problem } = answer
  if (problem === 'offline') return 'later'
  // Another page, or a part whose answer was lost, brought the host further: it says from where to go on.
  const received = Number(problem.params?.['received'])
  if (problem.code === 'attachment.offset' && Number.isInteger(received)) return { received, isWhole: false }
  return final.includes(problem.code) ? { refused: problem.code } : 'later'
}
