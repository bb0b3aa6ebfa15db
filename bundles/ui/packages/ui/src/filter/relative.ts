import { t } from '../text'

export type Unit = 'd' | 'w' | 'm' | 'y'

/** A day counted from today, as the list language writes it: today, today-30d, today+2w. */
export interface Relative {
  /** Negative in the past. */
  readonly amount: number
  readonly unit: Unit
}

export const UNITS: readonly Unit[] = ['d', 'w', 'm', 'y']
const FORM = /^today(?:([+-])(\d{1,4})([dwmy]))?$/

export function readRelative(text: string): Relative | undefined {
  const match = FORM.exec(text)
  if (!match) return undefined
  const amount = Number(match[2] ?? 0)
  return { amount: match[1] === '-' ? -amount : amount, unit: (match[3] as Unit | undefined) ?? 'd' }
}

export function writeRelative({ amount, unit }: Relative): string {
  if (amount === 0) return 'today'
  return `today${amount < 0 ? '-' : '+'}${Math.abs(amount)}${unit}`
}

/** "30 days ago" and the like; undefined for what is no such day. */
export function relativeText(text: string): string | undefined {
  const relative = readRelative(text)
  if (!relative) return undefined
  if (relative.amount === 0) return t('list.relative.today')
  const length = t(`list.relative.length.${relative.unit}`, { count: Math.abs(relative.amount) })
  return t(relative.amount < 0 ? 'list.relative.ago' : 'list.relative.ahead', { length })
}
