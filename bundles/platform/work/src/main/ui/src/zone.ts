import { language, session } from '@penglai/sdk'

/**
 * Days and clock times of the user's zone, which need not be that of the device. A day is text, YYYY-MM-DD, so that it
 * is never shifted.
 */
export const zone = () => session.value?.user.zone ?? 'Asia/Shanghai'

const MINUTE = 60_000
const DAY = 86_400_000
const parts = new Map<string, Intl.DateTimeFormat>()

function formatOf(name: string): Intl.DateTimeFormat {
  const known = parts.get(name)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  parts.set(name, made)
  return made
}

/** The clock of the zone at a moment, as if it were UTC. */
function wall(at: number): number {
  const found = Object.fromEntries(
    formatOf(zone())
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  )
  return Date.UTC(
    found['year'] ?? 0,
    (found['month'] ?? 1) - 1,
    found['day'] ?? 1,
    found['hour'] ?? 0,
    found['minute'] ?? 0,
    found['second'] ?? 0,
  )
}

/** The day of a moment. */
export const dayOf = (at: number | string): string =>
  new Date(wall(typeof at === 'string' ? Date.parse(at) : at)).toISOString().slice(0, 10)

/** Minutes since midnight. */
export function minuteOf(at: string): number {
  const clock = new Date(wall(Date.parse(at)))
  return clock.getUTCHours() * 60 + clock.getUTCMinutes()
}

/** The moment of a day and minutes after midnight; right across changes of the clock. */
export function instantOf(day: string, minutes = 0): string {
  const wanted = Date.parse(`${day}T00:00:00Z`) + minutes * MINUTE
  let at = wanted
  for (let round = 0; round < 3; round++) at += wanted - wall(at)
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z')
}

export const today = (): string => dayOf(Date.now())

export const plusDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10)

/** 0 for Monday to 6 for Sunday. */
export const weekday = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7

export const startOfWeek = (day: string): string => plusDays(day, -weekday(day))

export const startOfMonth = (day: string): string => `${day.slice(0, 7)}-01`

export function plusMonths(day: string, months: number): string {
  const first = new Date(`${startOfMonth(day)}T00:00:00Z`)
  first.setUTCMonth(first.getUTCMonth() + months)
  return first.toISOString().slice(0, 10)
}

/** A day in words of the reader's language. */
export const dayText = (day: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(language.value, { timeZone: 'UTC', ...options }).format(Date.parse(`${day}T00:00:00Z`))

export const clockText = (at: string): string =>
  new Intl.DateTimeFormat(language.value, {
    timeZone: zone(),
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(Date.parse(at))

/** For inputs of kind datetime-local. */
export const inputOf = (at: string): string => new Date(wall(Date.parse(at))).toISOString().slice(0, 16)

/** What such an input says, as a moment; undefined while it is incomplete. */
export function instantOfInput(text: string): string | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})/.exec(text)
  return match?.[1] ? instantOf(match[1], Number(match[2]) * 60 + Number(match[3])) : undefined
}
