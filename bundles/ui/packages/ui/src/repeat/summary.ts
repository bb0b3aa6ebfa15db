import { formatDate, language } from '@penglai/sdk'
import { readRule, type Repeat } from './rule'
import { t } from './text'

const MONDAY = Date.UTC(2026, 0, 5)
const DAY = 86_400_000

export const weekdayName = (weekday: number, length: 'long' | 'short' | 'narrow' = 'long'): string =>
  new Intl.DateTimeFormat(language.value, { weekday: length, timeZone: 'UTC' }).format(MONDAY + weekday * DAY)
export const monthName = (month: number): string =>
  new Intl.DateTimeFormat(language.value, { month: 'short', timeZone: 'UTC' }).format(Date.UTC(2026, month - 1, 1))
const joined = (names: readonly string[]): string =>
  new Intl.ListFormat(language.value, { style: 'short', type: 'conjunction' }).format(names)

const WORKDAYS = '0,1,2,3,4'

/** A day of a month: a date, or one of its weekdays. */
export function placeText(on: NonNullable<Repeat['on']>): string {
  if ('day' in on) return t('repeat.onDay', { day: on.day })
  const which = on.nth < 0 ? 'last' : String(on.nth)
  return t(`repeat.nth.${which}`, { weekday: weekdayName(on.weekday) })
}

function body(repeat: Repeat): string {
  const params = {
    n: repeat.interval,
    days: '',
    on: repeat.on ? placeText(repeat.on) : '',
    month: repeat.month ? monthName(repeat.month) : '',
  }
  const many = repeat.interval > 1 ? 'many' : 'one'
  if (repeat.freq === 'weekly' && repeat.days.length > 0) {
    if (many === 'one' && repeat.days.join() === WORKDAYS) return t('repeat.workdays')
    return t(`repeat.weeklyOn.${many}`, { ...params, days: joined(repeat.days.map((day) => weekdayName(day, 'short'))) })
  }
  if (repeat.freq === 'monthly' && repeat.on) return t(`repeat.monthlyOn.${many}`, params)
  if (repeat.freq === 'yearly' && repeat.on && repeat.month) return t(`repeat.yearlyOn.${many}`, params)
  return t(`repeat.every.${repeat.freq}.${many}`, params)
}

export function summaryOf(repeat: Repeat): string {
  if (repeat.count) return t('repeat.withCount', { rule: body(repeat), count: repeat.count })
  if (repeat.until) return t('repeat.withUntil', { rule: body(repeat), date: formatDate(repeat.until) })
  return body(repeat)
}

/** A rule in plain words; as it is where it says more than words are known for. */
export function ruleText(rule: string): string {
  const repeat = readRule(rule)
  return repeat ? summaryOf(repeat) : rule
}
