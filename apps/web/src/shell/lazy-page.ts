import { lazyRouteComponent } from '@tanstack/react-router'
import { speakWhole } from '../i18n/language.ts'

/** A page that is fetched when it is first opened, with the words that pages beyond Today need. */
export function lazyPage<Module extends Record<string, unknown>, Name extends keyof Module>(
  load: () => Promise<Module>,
  name: Name,
) {
  return lazyRouteComponent(async () => {
    const [module] = await Promise.all([load(), speakWhole()])
    return module
  }, name)
}
