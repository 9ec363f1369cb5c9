import { lazyRouteComponent } from '@tanstack/react-router'
import { speakWhole } from '../i18n/language.ts'

/** The file of a page is not on this device, and the host did not give it. */
export class PartMissing extends Error {}

/** A page that is fetched when it is first opened, with the words that pages beyond Today need. */
export function lazyPage<Module extends Record<string, unknown>, Name extends keyof Module>(
  load: () => Promise<Module>,
  name: Name,
) {
  return lazyRouteComponent(async () => {
    const [module] = await Promise.all([load(), speakWhole()]).catch((cause: unknown) => {
      throw new PartMissing('a part of the app could not be fetched', { cause })
    })
    return module
  }, name)
}
