import { dateOf, timeline, type TimelineItem } from '@penglai/sdk'
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'

const PAGE = 20

export interface TimelineDay {
  readonly date: string
  readonly items: readonly TimelineItem[]
}

/** What comes fresh from the top goes over what was there; older pages that were loaded stay. */
export function merged(fresh: readonly TimelineItem[], old: readonly TimelineItem[]): TimelineItem[] {
  const last = fresh.at(-1)
  const known = new Set(fresh.map((item) => item.id))
  const at = last ? old.findIndex((item) => item.id === last.id) : -1
  return at < 0 ? [...fresh] : [...fresh, ...old.slice(at + 1).filter((item) => !known.has(item.id))]
}

/** Groups what is sorted by time into days of the user's zone. */
export function daysOf(items: readonly TimelineItem[]): TimelineDay[] {
  const days: { date: string; items: TimelineItem[] }[] = []
  for (const item of items) {
    const date = dateOf(item.at)
    const day = days.at(-1)
    if (day?.date === date) day.items.push(item)
    else days.push({ date, items: [item] })
  }
  return days
}

/** What happened around a record, page after page as it is asked for. */
export function useTimeline(
  type: () => string,
  id: () => string,
  part: () => 'timeline' | 'history',
  kinds: () => readonly string[],
) {
  const items = shallowRef<readonly TimelineItem[]>([])
  const cursor = ref<string | null>(null)
  const loading = ref(true)
  const failure = shallowRef<unknown>()
  let running: AbortController | undefined

  async function ask(from: string | undefined, take: (fresh: readonly TimelineItem[], next: string | null) => void) {
    running?.abort()
    const mine = (running = new AbortController())
    loading.value = true
    const query = {
      limit: PAGE,
      ...(from ? { cursor: from } : {}),
      ...(kinds().length > 0 ? { kinds: kinds().join(',') } : {}),
    }
    try {
      const page = await timeline.load(type(), id(), part(), query, { signal: mine.signal })
      take(page.items, page.nextCursor)
      failure.value = undefined
    } catch (error) {
      if (!mine.signal.aborted) failure.value = error
    } finally {
      if (running === mine) loading.value = false
    }
  }

  const start = () =>
    ask(undefined, (fresh, next) => {
      items.value = fresh
      cursor.value = next
    })
  const more = async () => {
    if (loading.value || cursor.value === null) return
    await ask(cursor.value, (fresh, next) => {
      const known = new Set(items.value.map((item) => item.id))
      items.value = [...items.value, ...fresh.filter((item) => !known.has(item.id))]
      cursor.value = next
    })
  }
  /** Asks for the newest again and keeps the place. */
  const refresh = () =>
    ask(undefined, (fresh, next) => {
      const all = merged(fresh, items.value)
      if (all.length === fresh.length) cursor.value = next
      items.value = all
    })

  watch(
    () => [type(), id(), part(), kinds().join(',')],
    () => {
      items.value = []
      cursor.value = null
      void start()
    },
    { immediate: true },
  )
  onScopeDispose(() => running?.abort())
  return { items, days: computed(() => daysOf(items.value)), cursor, loading, failure, start, more, refresh }
}
