import { dateOf } from '@penglai/sdk'

/** How something repeats, as a person says it; what a recurrence rule (RFC 5545) can say beyond that is not meant here. */
export interface Repeat {
  readonly freq: 'daily' | 'weekly' | 'monthly' | 'yearly'
  /** Every so many days, weeks, months or years. */
  readonly interval: number
  /** Of a week, 0 for Monday to 6 for Sunday; empty for the day on which it begins. */
  readonly days: readonly number[]
  /** Of a month or year: a date, or the first to fourth, or last (-1), of a weekday; null for the day on which it begins. */
  readonly on: { readonly day: number } | { readonly nth: number; readonly weekday: number } | null
  /** Of a year, 1 to 12; null for the month in which it begins. */
  readonly month: number | null
  /** Last day on which it may happen, `YYYY-MM-DD`. */
  readonly until: string | null
  /** How often in all. */
  readonly count: number | null
}

const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const FREQUENCIES = ['daily', 'weekly', 'monthly', 'yearly'] as const
const KNOWN = new Set(['FREQ', 'INTERVAL', 'BYDAY', 'BYMONTHDAY', 'BYMONTH', 'UNTIL', 'COUNT', 'WKST'])
const PLAIN: Repeat = { freq: 'daily', interval: 1, days: [], on: null, month: null, until: null, count: null }

export const everyDay = PLAIN

/** A day of the calendar that a UTC or local time of a rule means. */
function dayOf(until: string): string | undefined {
  const match = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?$/.exec(until)
  if (!match) return undefined
  const [, year, month, day, hour, minute, second, utc] = match
  const date = `${year}-${month}-${day}`
  return utc ? dateOf(`${date}T${hour}:${minute}:${second}Z`) : date
}

const whole = (text: string | undefined): number | undefined => (/^\d{1,4}$/.test(text ?? '') ? Number(text) : undefined)

/** Reads a rule; undefined for one that says more than a {@link Repeat} can. */
export function readRule(rule: string): Repeat | undefined {
  const parts = new Map(rule.split(';').map((part) => part.split('=', 2) as [string, string]))
  const freq = FREQUENCIES.find((one) => one.toUpperCase() === parts.get('FREQ'))
  if (!freq || [...parts.keys()].some((name) => !KNOWN.has(name))) return undefined
  const interval = parts.has('INTERVAL') ? whole(parts.get('INTERVAL')) : 1
  const count = parts.has('COUNT') ? whole(parts.get('COUNT')) : null
  const until = parts.has('UNTIL') ? dayOf(parts.get('UNTIL') ?? '') : null
  const month = parts.has('BYMONTH') ? whole(parts.get('BYMONTH')) : null
  const byDay = parts.get('BYDAY')
  const byMonthDay = parts.get('BYMONTHDAY')
  if (!interval || count === undefined || until === undefined || month === undefined) return undefined
  const base: Repeat = { ...PLAIN, freq, interval, count, until, month }
  if (freq === 'daily') return byDay || byMonthDay || month ? undefined : base
  if (freq === 'weekly') {
    const days = (byDay?.split(',') ?? []).map((code) => DAYS.indexOf(code))
    return days.includes(-1) || byMonthDay || month ? undefined : { ...base, days: days.sort((a, b) => a - b) }
  }
  if ((freq === 'monthly' && month) || (byDay && byMonthDay)) return undefined
  if (byMonthDay) {
    const day = whole(byMonthDay)
    return day ? { ...base, on: { day } } : undefined
  }
  if (!byDay) return base
  const match = /^(-1|[1-4])(MO|TU|WE|TH|FR|SA|SU)$/.exec(byDay)
  return match ? { ...base, on: { nth: Number(match[1]), weekday: DAYS.indexOf(match[2] ?? '') } } : undefined
}

export function writeRule(repeat: Repeat): string {
  const parts = [`FREQ=${repeat.freq.toUpperCase()}`]
  if (repeat.interval > 1) parts.push(`INTERVAL=${repeat.interval}`)
  if (repeat.freq === 'yearly' && repeat.month) parts.push(`BYMONTH=${repeat.month}`)
  if (repeat.freq === 'weekly' && repeat.days.length > 0) parts.push(`BYDAY=${repeat.days.map((day) => DAYS[day]).join(',')}`)
  if (repeat.freq === 'monthly' || repeat.freq === 'yearly') {
    if (repeat.on && 'day' in repeat.on) parts.push(`BYMONTHDAY=${repeat.on.day}`)
    else if (repeat.on) parts.push(`BYDAY=${repeat.on.nth}${DAYS[repeat.on.weekday]}`)
  }
  if (repeat.count) parts.push(`COUNT=${repeat.count}`)
  else if (repeat.until) parts.push(`UNTIL=${repeat.until.replaceAll('-', '')}`)
  return parts.join(';')
}
