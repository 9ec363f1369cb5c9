// What other slices put on the page "This device": what is kept here and how old it is, the app's name on this phone. Each brings its own
// section; the page sets them between what it says itself and the way to wipe.
import type { ComponentType } from 'react'
import { KeptOnDevice } from '../insight/kept-on-device.tsx'
import type { MessageId } from '../i18n/message-id.ts'

export type DevicePart = { id: string; title: MessageId; Part: ComponentType }

export const deviceParts: readonly DevicePart[] = [{ id: 'kept', title: 'kept.title', Part: KeptOnDevice }]
