import { dayOf, instantOf, minuteOf, plusDays } from '../zone'
import type { Entry } from './entries'

/** When an entry takes place. */
export interface Times {
  readonly startAt: string
  readonly endAt: string | null
}

/** Times of day that dragging and keys come to, in minutes. */
export const STEP = 15
const SHORTEST = STEP

const shifted = (at: string, days: number, minutes: number) => instantOf(plusDays(dayOf(at), days), minuteOf(at) + minutes)

/** The entry so many days and minutes later on the clock; both ends keep their distance on it. */
export function movedBy(entry: Times, days: number, minutes = 0): Times {
  return {
    startAt: shifted(entry.startAt, days, minutes),
    endAt: entry.endAt ? shifted(entry.endAt, days, minutes) : null,
  }
}

/** The entry that ends so many minutes later, but not before it has begun. */
export function resizedBy(entry: Times, minutes: number): Times {
  if (!entry.endAt) return { startAt: entry.startAt, endAt: null }
  const end = Date.parse(shifted(entry.endAt, 0, minutes))
  const earliest = Date.parse(entry.startAt) + SHORTEST * 60_000
  return { startAt: entry.startAt, endAt: new Date(Math.max(end, earliest)).toISOString().replace(/\.\d+Z$/, 'Z') }
}

export const sameTimes = (a: Times, b: Times) => a.startAt === b.startAt && a.endAt === b.endAt

/** The fields of a record that hold the times. */
export const timeValues = (entry: Entry, times: Times): Record<string, string> =>
  entry.type === 'tasks' ? { dueAt: times.startAt } : { startAt: times.startAt, ...(times.endAt ? { endAt: times.endAt } : {}) }
