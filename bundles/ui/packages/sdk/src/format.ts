import { language } from './localized'
import { session } from './session'

const cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>()

function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `n${language.value}${JSON.stringify(options)}`
  const made = cache.get(key) ?? new Intl.NumberFormat(language.value, options)
  cache.set(key, made)
  return made as Intl.NumberFormat
}

function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `d${language.value}${JSON.stringify(options)}`
  const made = cache.get(key) ?? new Intl.DateTimeFormat(language.value, options)
  cache.set(key, made)
  return made as Intl.DateTimeFormat
}

const zone = () => session.value?.user.zone ?? 'Asia/Shanghai'

/** Numbers arrive as numbers or, where they are exact, as text. */
export function formatNumber(value: number | string, scale?: number): string {
  const digits = scale === undefined ? {} : { minimumFractionDigits: scale, maximumFractionDigits: scale }
  // A string keeps every digit: Intl takes decimal text as it is.
  return numberFormat(digits).format(value as Intl.StringNumericLiteral)
}

const MOST_DECIMALS = 20

/** A quantity, a price or a share with the decimals that count: stored ones may end in zeros. */
export function formatDecimal(value: number | string): string {
  return numberFormat({ maximumFractionDigits: MOST_DECIMALS }).format(value as Intl.StringNumericLiteral)
}

export function formatMoney(amount: string, currency: string): string {
  return numberFormat({ style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).format(
    amount as Intl.StringNumericLiteral,
  )
}

/** Short figures for dashboards: 万 and 亿 in Chinese, K and M in English. */
export function formatCompact(value: number): string {
  return numberFormat({ notation: 'compact', maximumFractionDigits: 1 }).format(value)
}

/** `medium` for reading, `short` for columns of a table. */
export type DateLength = 'medium' | 'short'

/** A calendar date without a time of day; never shifted by zones. */
export function formatDate(date: string, length: DateLength = 'medium'): string {
  const [year, month, day] = date.split('-').map(Number)
  if (!year || !month || !day) return date
  return dateFormat({ dateStyle: length, timeZone: 'UTC' }).format(Date.UTC(year, month - 1, day))
}

/** A moment, in the user's time zone. */
export function formatInstant(instant: string, length: DateLength = 'medium'): string {
  const at = Date.parse(instant)
  return Number.isNaN(at) ? instant : dateFormat({ dateStyle: length, timeStyle: 'short', timeZone: zone() }).format(at)
}

/** The time of day of a moment, in the user's time zone. */
export function formatTime(instant: string): string {
  const at = Date.parse(instant)
  return Number.isNaN(at) ? instant : dateFormat({ timeStyle: 'short', timeZone: zone() }).format(at)
}

/** The calendar date of a moment, in the user's time zone, as `YYYY-MM-DD`. */
export function dateOf(instant: string | number | Date): string {
  const parts = dateFormat({ year: 'numeric', month: '2-digit', day: '2-digit', timeZone: zone() }).formatToParts(
    new Date(instant),
  )
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')}`
}

/** A calendar date as a heading: today, yesterday, else with its day of the week. */
export function formatDay(date: string): string {
  const away = Math.round((Date.parse(date) - Date.parse(dateOf(new Date()))) / 86400000)
  if (Math.abs(away) <= 1) {
    const words = new Intl.RelativeTimeFormat(language.value, { numeric: 'auto' }).format(away, 'day')
    return words.charAt(0).toUpperCase() + words.slice(1)
  }
  return dateFormat({ year: 'numeric', month: 'long', day: 'numeric', weekday: 'short', timeZone: 'UTC' }).format(
    Date.parse(date),
  )
}

const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['minute', 60],
  ['hour', 3600],
  ['day', 86400],
]

/** "3 hours ago" for the last week, the date before that. */
export function formatAgo(instant: string): string {
  const seconds = (Date.parse(instant) - Date.now()) / 1000
  const step = [...STEPS].reverse().find(([, size]) => Math.abs(seconds) >= size) ?? STEPS[0]!
  if (Number.isNaN(seconds) || Math.abs(seconds) > 7 * 86400) return formatInstant(instant)
  return new Intl.RelativeTimeFormat(language.value, { numeric: 'auto' }).format(Math.round(seconds / step[1]), step[0])
}

const MOBILE = /^(1\d{2})(\d{4})(\d{4})$/
const NATIONAL = /^([48]00)(\d{3})(\d{4})$/
const LANDLINE = /^(10|2\d|(?!400|800)[3-9]\d{2})(\d{7,8})$/

/**
 * E.164 with an optional `;ext=`: mainland mobiles grouped 3-4-4, 400 and 800 numbers 3-3-4,
 * landlines with their area code, others left whole.
 */
export function formatPhone(phone: string): string {
  const [number = '', extension] = phone.split(';ext=')
  // The whole country's numbers begin with 400 or 800; they cannot be dialled from abroad and are stored without +86.
  const local = number.startsWith('+86')
    ? number.slice(3).replace(MOBILE, '$1 $2 $3').replace(LANDLINE, '0$1-$2')
    : number.replace(NATIONAL, '$1-$2-$3')
  return extension ? `${local} ×${extension}` : local
}

/** File sizes in the unit a person would pick. */
export function formatBytes(bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const
  const power = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), units.length - 1)
  const unit = units[power] ?? 'byte'
  return numberFormat({ style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 }).format(bytes / 1024 ** power)
}
