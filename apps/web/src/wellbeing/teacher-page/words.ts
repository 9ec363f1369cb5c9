// What a teacher's page says, in both languages. Neither Komar nor any place, agency or charge is named: only what was typed for this link.
import en from '../../i18n/en.json?part=teacher'
import km from '../../i18n/km.json?part=teacher'

const catalogues = { en, km }
export type PageLanguage = keyof typeof catalogues

export type Say = (id: `teacher-page.${string}`, places?: Record<string, string>) => string

/** Says texts in a language, with places filled in. */
export function sayIn(language: PageLanguage): Say {
  return (id, places = {}) =>
    (catalogues[language][id] ?? id).replace(/\{(\w+)\}/g, (whole, name: string) => places[name] ?? whole)
}

/** A civil day in words. */
export function sayDay(day: string, language: PageLanguage): string {
  const format = new Intl.DateTimeFormat(`${language}-u-nu-latn`, { dateStyle: 'long', timeZone: 'UTC' })
  return format.format(new Date(`${day}T00:00:00Z`))
}
