// What other slices put on the page "This device": what is kept here and how old it is, the app itself and its name on this phone, and
// the person's other devices. Each brings its own section; the page sets them between what it says itself and the way to wipe.
import type { ComponentType } from 'react'
import { DevicesSection } from '../access/devices-section.tsx'
import { SeenHeads } from '../insight/seen-heads.tsx'
import { KeptOnDevice } from '../insight/kept-on-device.tsx'
import type { MessageId } from '../i18n/message-id.ts'
import { AppNameChoice } from './app-name-choice.tsx'
import { InstallHelp } from './install-help.tsx'

export type DevicePart = { id: string; title: MessageId; Part: ComponentType }

export const deviceParts: readonly DevicePart[] = [
  { id: 'kept', title: 'kept.title', Part: KeptOnDevice },
  { id: 'install', title: 'install.heading', Part: InstallHelp },
  { id: 'app-name', title: 'app-name.title', Part: AppNameChoice },
  { id: 'heads', title: 'heads.seen-title', Part: SeenHeads },
  { id: 'devices', title: 'devices.title', Part: DevicesSection },
]
