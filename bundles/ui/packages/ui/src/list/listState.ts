import type { TypeMeta, ViewMeta } from '@penglai/sdk'
import { computed, type ComputedRef } from 'vue'
import { useRoute, useRouter, type LocationQueryRaw } from 'vue-router'

export interface ListState {
  readonly view: ComputedRef<ViewMeta | undefined>
  readonly filter: ComputedRef<string>
  readonly sort: ComputedRef<string>
  readonly search: ComputedRef<string>
  /** Cursors of the pages before this one; the last is this page's. */
  readonly cursors: ComputedRef<readonly string[]>
  /** Changes the URL; going to another list starts at its first page. */
  change(next: LocationQueryRaw, how?: 'push' | 'replace'): void
}

const first = (value: unknown): string | undefined => {
  const one: unknown = Array.isArray(value) ? value[0] : value
  return typeof one === 'string' ? one : undefined
}

/**
 * What a list shows, held in the URL alone: reload, Back and a pasted link give the same list.
 * Without a filter or sort of its own in the URL, the view's apply.
 */
export function useListState(meta: () => TypeMeta | undefined): ListState {
  const route = useRoute()
  const router = useRouter()
  const query = computed(() => route.query)
  const view = computed(() => {
    const views = meta()?.views ?? []
    return views.find((one) => one.id === first(query.value['view'])) ?? views[0]
  })
  return {
    view,
    filter: computed(() => first(query.value['filter']) ?? view.value?.filter ?? ''),
    sort: computed(() => first(query.value['sort']) ?? view.value?.sort ?? ''),
    search: computed(() => first(query.value['q']) ?? ''),
    cursors: computed(() => [query.value['cursor'] ?? []].flat().filter((one): one is string => typeof one === 'string')),
    change(next, how = 'push') {
      void router[how]({ path: route.path, query: { ...query.value, cursor: undefined, ...next } })
    },
  }
}
