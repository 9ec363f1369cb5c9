// What a device is called in the list of a person's phones and computers: which one was lost is told by its kind and its browser. Brand names
// need no translation; model numbers and versions would tell more than anybody needs.

const systems = [
  [/Android/, 'Android'],
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Windows/, 'Windows'],
  [/CrOS/, 'ChromeOS'],
  [/Mac OS X|Macintosh/, 'Mac'],
  [/Linux/, 'Linux'],
] as const

/** In this order: most browsers also name those that came before them. */
const browsers = [
  [/Edg/, 'Edge'],
  [/SamsungBrowser/, 'Samsung Internet'],
  [/Firefox|FxiOS/, 'Firefox'],
  [/Chrome|CriOS/, 'Chrome'],
  [/Safari/, 'Safari'],
] as const

/** "Android · Chrome" from the words by which a browser names itself; empty where neither is known. */
export function deviceName(userAgent: string): string {
  return [systems, browsers]
    .map((known) => known.find(([sign]) => sign.test(userAgent))?.[1])
    .filter((name) => name !== undefined)
    .join(' · ')
}
