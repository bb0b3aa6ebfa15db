import type { Repeat } from './rule'

const DAY = 86_400_000
const MOST_STEPS = 4000
const at = (day: string) => Date.parse(`${day}T00:00:00Z`)
const text = (time: number) => new Date(time).toISOString().slice(0, 10)

/** 0 for Monday to 6 for Sunday. */
export const weekdayOf = (day: string): number => (new Date(at(day)).getUTCDay() + 6) % 7
export const dayOfMonth = (day: string): number => Number(day.slice(8))
export const monthOf = (day: string): number => Number(day.slice(5, 7))
/** Which of its weekdays a day is within its month: 1 to 4, or -1 for the fifth, which is the last. */
export const nthOf = (day: string): number => {
  const nth = Math.ceil(dayOfMonth(day) / 7)
  return nth > 4 ? -1 : nth
}

/** The day of a month that is meant; undefined where the month has none such. */
function inMonth(year: number, month: number, on: NonNullable<Repeat['on']>): number | undefined {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  if ('day' in on) return on.day <= last ? Date.UTC(year, month - 1, on.day) : undefined
  if (on.nth < 0) {
    const back = (weekdayOf(text(Date.UTC(year, month - 1, last))) - on.weekday + 7) % 7
    return Date.UTC(year, month - 1, last - back)
  }
  const ahead = (on.weekday - weekdayOf(text(Date.UTC(year, month - 1, 1))) + 7) % 7
  return Date.UTC(year, month - 1, 1 + ahead + (on.nth - 1) * 7)
}

function* candidates(repeat: Repeat, start: string): Generator<number> {
  const first = at(start)
  if (repeat.freq === 'daily') for (let time = first; ; time += repeat.interval * DAY) yield time
  if (repeat.freq === 'weekly') {
    const days = repeat.days.length > 0 ? repeat.days : [weekdayOf(start)]
    const monday = first - weekdayOf(start) * DAY
    for (let week = monday; ; week += repeat.interval * 7 * DAY) for (const day of days) yield week + day * DAY
  }
  const on = repeat.on ?? { day: dayOfMonth(start) }
  const year = Number(start.slice(0, 4))
  for (let step = 0; ; step += repeat.interval) {
    const months = repeat.freq === 'monthly' ? monthOf(start) - 1 + step : (repeat.month ?? monthOf(start)) - 1
    const inYear = repeat.freq === 'monthly' ? year + Math.floor(months / 12) : year + step
    const found = inMonth(inYear, (months % 12) + 1, on)
    yield found ?? Number.NaN
  }
}

/** The first days on which it happens, from the day on which it begins. */
export function nextDays(repeat: Repeat, start: string, most: number): string[] {
  const found: string[] = []
  const last = repeat.until ? at(repeat.until) : Infinity
  let steps = 0
  for (const time of candidates(repeat, start)) {
    if (++steps > MOST_STEPS || time > last || found.length >= Math.min(most, repeat.count ?? most)) break
    if (time >= at(start)) found.push(text(time))
  }
  return found
}
