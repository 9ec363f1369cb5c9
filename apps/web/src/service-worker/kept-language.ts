// The chosen language, for notifications: the worker cannot read what pages keep in localStorage.
import { openDB, type DBSchema } from 'idb'
import type { KeptLanguage } from './due-notice.ts'

type Tables = DBSchema & { settings: { key: string; value: string } }

function open() {
  return openDB<Tables>('komar-worker', 1, {
    upgrade(database) {
      database.createObjectStore('settings')
    },
  })
}

export const keptLanguage: KeptLanguage = {
  read: async () => {
    const database = await open()
    const language = await database.get('settings', 'language')
    database.close()
    return language
  },
  write: async (language) => {
    const database = await open()
    await database.put('settings', language, 'language')
    database.close()
  },
}
