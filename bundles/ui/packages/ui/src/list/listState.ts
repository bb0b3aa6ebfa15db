import { computed, type ComputedRef } from 'vue'
import { useRoute, useRouter, type LocationQueryRaw } from 'vue-router'
import type { ListView } from '../views/useViews'

export interface ListState {
  readonly view: ComputedRef<ListView | undefined>
  readonly filter: ComputedRef<string>
  readonly sort: ComputedRef<string>
  readonly search: ComputedRef<string>
  readonly group: ComputedRef<string>
  /** Record in the drawer. */
  readonly preview: ComputedRef<string | undefined>
  /** Index of the row at the top. */
  readonly row: ComputedRef<number>
  /** Whether the list shows something else than its view says. */
  readonly changed: ComputedRef<boolean>
  /** Changes the URL; another list starts at its first row. */
  change(next: LocationQueryRaw, how?: 'push' | 'replace'): void
  /** Notes in the URL where on this list the reader is. */
  place(next: { row?: number; preview?: string | undefined }): void
}

const first = (value: unknown): string | undefined => {
  const one: unknown = Array.isArray(value) ? value[0] : value
  return typeof one === 'string' ? one : undefined
}

/**
 * What a list shows, held in the URL alone: reload, Back and a pasted link give the same list.
 * What the URL leaves open is the view's; without a view in it, the user's default one.
 */
export function useListState(views: () => readonly ListView[], defaultId: () => string): ListState {
  const route = useRoute()
  const router = useRouter()
  const path = route.path
  const query = computed(() => route.query)
  const view = computed(() => {
    const all = views()
    const named = all.find((one) => one.id === first(query.value['view']))
    return named ?? all.find((one) => one.id === defaultId()) ?? all[0]
  })
  const filter = computed(() => first(query.value['filter']) ?? view.value?.filter ?? '')
  const sort = computed(() => first(query.value['sort']) ?? view.value?.sort ?? '')
  const search = computed(() => first(query.value['q']) ?? view.value?.q ?? '')
  const group = computed(() => first(query.value['group']) ?? view.value?.groupBy ?? '')
  return {
    view,
    filter,
    sort,
    search,
    group,
    preview: computed(() => first(query.value['preview'])),
    row: computed(() => Math.max(0, Number(first(query.value['row']) ?? 0) || 0)),
    changed: computed(
      () =>
        view.value !== undefined &&
        (filter.value !== view.value.filter ||
          sort.value !== view.value.sort ||
          search.value !== view.value.q ||
          group.value !== view.value.groupBy),
    ),
    change(next, how = 'push') {
      void router[how]({ path, query: { ...query.value, row: undefined, preview: undefined, ...next } })
    },
    place(next) {
      // The page may have been left while the reader's place was still being noted.
      if (route.path !== path) return
      const row = 'row' in next ? (next.row ? String(next.row) : undefined) : query.value['row']
      const preview = 'preview' in next ? next.preview : query.value['preview']
      void router.replace({ path, query: { ...query.value, row, preview } })
    },
  }
}
