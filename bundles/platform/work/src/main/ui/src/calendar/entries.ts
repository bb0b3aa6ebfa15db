import { http, onLive, type Reference } from '@penglai/sdk'
import { onScopeDispose, shallowRef, watch } from 'vue'
import { dayOf, instantOf, minuteOf, plusDays } from '../zone'

/** One occurrence as the server sends it. */
export interface Entry {
  readonly type: string
  readonly id: string
  readonly title: string
  readonly startAt: string
  readonly endAt: string | null
  readonly allDay: boolean
  readonly status: string | null
  readonly owner: Reference | null
  readonly location: string | null
  readonly recurring: boolean
}

const LATER = 300

/** The days that an entry touches, within the window. */
export function daysOf(entry: Entry, from: string, to: string): string[] {
  const first = dayOf(entry.startAt)
  const end = entry.endAt && entry.endAt > entry.startAt ? Date.parse(entry.endAt) - 1 : Date.parse(entry.startAt)
  const last = dayOf(end)
  const days: string[] = []
  for (let day = first < from ? from : first; day <= last && day < to; day = plusDays(day, 1)) days.push(day)
  return days
}

export const keyOf = (entry: Entry) => `${entry.type}/${entry.id}/${entry.startAt}`

/** An entry's place in a day's column, in minutes and in lanes beside each other. */
export interface Placed {
  readonly entry: Entry
  readonly from: number
  readonly to: number
  readonly lane: number
  readonly lanes: number
}

const SHORTEST = 30
const MIDNIGHT = 24 * 60

/** Lays out what has a time of day so that nothing covers anything. */
export function layOut(entries: readonly Entry[], day: string): Placed[] {
  const spans = entries
    .map((entry) => {
      const from = dayOf(entry.startAt) < day ? 0 : minuteOf(entry.startAt)
      const end = entry.endAt ?? entry.startAt
      const to = dayOf(end) > day ? MIDNIGHT : minuteOf(end)
      return { entry, from, to: Math.min(MIDNIGHT, Math.max(to, from + SHORTEST)) }
    })
    .sort((a, b) => a.from - b.from || b.to - a.to)
  const placed: Placed[] = []
  let group: { entry: Entry; from: number; to: number; lane: number }[] = []
  const close = () => {
    const lanes = Math.max(0, ...group.map(({ lane }) => lane)) + 1
    placed.push(...group.map((one) => ({ ...one, lanes })))
    group = []
  }
  for (const span of spans) {
    if (group.length > 0 && group.every(({ to }) => to <= span.from)) close()
    let lane = 0
    while (group.some((one) => one.lane === lane && one.to > span.from)) lane++
    group.push({ ...span, lane })
  }
  if (group.length > 0) close()
  return placed
}

/** The entries of a window of days; follows the window and other people's changes. */
export function useEntries(window: () => { from: string; to: string }) {
  const entries = shallowRef<readonly Entry[]>()
  const failure = shallowRef<unknown>()
  let asked = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  async function load() {
    const mine = ++asked
    const { from, to } = window()
    const query = new URLSearchParams({ from: instantOf(from), to: instantOf(to) })
    try {
      const answer = await http.get<{ items: Entry[] }>(`/api/v1/calendar?${query}`)
      if (mine !== asked) return
      entries.value = answer.items
      failure.value = undefined
    } catch (error) {
      if (mine === asked) failure.value = error
    }
  }

  watch(
    () => Object.values(window()).join(),
    () => void load(),
    { immediate: true },
  )
  onScopeDispose(
    onLive('record', ({ type }) => {
      if (type !== 'tasks' && type !== 'appointments') return
      clearTimeout(timer)
      timer = setTimeout(() => void load(), LATER)
    }),
  )
  onScopeDispose(() => clearTimeout(timer))
  return { entries, failure, load }
}
