import { computed, type ComputedRef } from 'vue'
import { preference, setPreference } from './preference'

/** A page somebody wants to have at hand. */
export interface Favourite {
  readonly title: string
  readonly to: string
}

/** A record that was looked at. */
export interface Visit {
  readonly type: string
  readonly id: string
  readonly title: string
}

const MOST_VISITS = 12
const MOST_FAVOURITES = 30
const NONE: readonly never[] = []

/** The user's favourites, in the order they were added. */
export const useFavourites = (): ComputedRef<readonly Favourite[]> =>
  computed(() => preference<readonly Favourite[]>('favourites', NONE))

/** Adds a page to the favourites or takes it away; true when it is one afterwards. */
export function toggleFavourite(page: Favourite): boolean {
  const before = preference<readonly Favourite[]>('favourites', NONE)
  const without = before.filter((one) => one.to !== page.to)
  const added = without.length === before.length
  setPreference('favourites', added ? [...without, page].slice(-MOST_FAVOURITES) : without)
  return added
}

/** The records looked at last, the latest first. */
export const useVisits = (): ComputedRef<readonly Visit[]> => computed(() => preference<readonly Visit[]>('recent', NONE))

/** Notes that a record's page was opened. */
export function noteVisit(visit: Visit): void {
  const before = preference<readonly Visit[]>('recent', NONE)
  const [latest] = before
  if (latest?.type === visit.type && latest.id === visit.id && latest.title === visit.title) return
  const others = before.filter((one) => one.type !== visit.type || one.id !== visit.id)
  setPreference('recent', [visit, ...others].slice(0, MOST_VISITS))
}

/** Forgets a record that is gone. */
export function forgetVisit(type: string, id: string): void {
  const before = preference<readonly Visit[]>('recent', NONE)
  const left = before.filter((one) => one.type !== type || one.id !== id)
  if (left.length < before.length) setPreference('recent', left)
}
