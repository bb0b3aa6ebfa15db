import { http, onLive, type Reference } from '@penglai/sdk'
import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import { dayOf, instantOf, minuteOf, plusDays } from '../zone'
import type { Times } from './moves'

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
  /** Where it lies by the rule of its series, wherever it was moved to; null for what never repeated. */
  readonly occurrenceAt: string | null
  readonly series: string | null
  /** Whose calendars it stands in, of those that are shown. */
  readonly users?: readonly string[]
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

/** The same however far it is moved. */
export const keyOf = (entry: Entry) => `${entry.type}/${entry.id}/${entry.recurring ? (entry.occurrenceAt ?? '') : ''}`

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

/** What several calendars hold, each entry once. */
function joined(calendars: readonly { readonly user: string; readonly items: readonly Entry[] }[]): Entry[] {
  const found = new Map<string, Entry>()
  for (const { user, items } of calendars) {
    for (const item of items) {
      const known = found.get(keyOf(item))
      found.set(keyOf(item), { ...item, users: [...(known?.users ?? []), user] })
    }
  }
  return [...found.values()].sort((a, b) => a.startAt.localeCompare(b.startAt))
}

/** The entries of a window of days in the calendars of some people; follows the window and other people's changes. */
export function useEntries(window: () => { from: string; to: string }, users: () => readonly string[]) {
  const loaded = shallowRef<readonly Entry[]>()
  const failure = shallowRef<unknown>()
  /** Entries that were just put elsewhere, until the server has said so, too. */
  const placed = shallowRef<ReadonlyMap<string, Times>>(new Map())
  const entries = computed(() => loaded.value?.map((entry) => ({ ...entry, ...placed.value.get(keyOf(entry)) })))
  const daysOff = shallowRef<ReadonlySet<string>>(new Set())
  let asked = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  async function load() {
    const mine = ++asked
    const { from, to } = window()
    const of = (user: string) => new URLSearchParams({ from: instantOf(from), to: instantOf(to), users: user })
    try {
      const calendars = await Promise.all(
        users().map(async (user) => ({
          user,
          items: (await http.get<{ items: Entry[] }>(`/api/v1/calendar?${of(user)}`)).items,
        })),
      )
      if (mine !== asked) return
      loaded.value = joined(calendars)
      placed.value = new Map()
      failure.value = undefined
    } catch (error) {
      if (mine === asked) failure.value = error
    }
  }

  /** Shows the entry elsewhere while it is being written; the function takes that back. */
  function place(entry: Entry, times: Times): () => void {
    placed.value = new Map([...placed.value, [keyOf(entry), times]])
    return () => {
      placed.value = new Map([...placed.value].filter(([key]) => key !== keyOf(entry)))
    }
  }

  watch(
    () => [...Object.values(window()), ...users()].join(),
    () => void load(),
    { immediate: true },
  )
  watch(
    () => Object.values(window()).join(),
    async () => {
      const { from, to } = window()
      const answer = await http
        .get<{ items: string[] }>(`/api/v1/calendar/days-off?from=${from}&to=${to}`)
        .catch(() => ({ items: [] }))
      daysOff.value = new Set(answer.items)
    },
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
  return { entries, daysOff, failure, load, place }
}
