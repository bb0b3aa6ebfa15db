export interface Device {
  readonly id: string
  readonly device: string
  readonly address: string
  readonly openedAt: string
  readonly lastSeenAt: string
  readonly current: boolean
}

const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/Edg\//, 'Edge'],
  [/MicroMessenger/, 'WeChat'],
  [/Firefox\//, 'Firefox'],
  [/Chrom(e|ium)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
]
const first = (list: readonly (readonly [RegExp, string])[], text: string) => list.find(([sign]) => sign.test(text))?.[1]

/** Browser and system in two words, as people know them; empty if the browser said neither. */
export const deviceName = (agent: string) => [first(BROWSERS, agent), first(SYSTEMS, agent)].filter(Boolean).join(' · ')
