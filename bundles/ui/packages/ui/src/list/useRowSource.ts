import type { FieldMeta, ListQuery, RecordData } from '@penglai/sdk'
import { computed } from 'vue'
import { rowItems, type GridItem } from '../table/items'
import { useGroups } from './useGroups'
import { usePages } from './usePages'

/** The records of a list, one after the other or in groups: the same to the rest of the page. */
export function useRowSource(
  type: () => string | undefined,
  query: () => ListQuery,
  group: () => FieldMeta | undefined,
  columns: () => readonly FieldMeta[],
  start: number,
) {
  const isGrouped = computed(() => group() !== undefined)
  const pages = usePages(
    () => (isGrouped.value ? undefined : type()),
    query,
    () => start,
  )
  const groups = useGroups(type, group, query, columns)
  const items = computed<readonly GridItem[]>((before) =>
    isGrouped.value ? groups.items.value : rowItems(pages.rows.value, before),
  )
  return {
    items,
    rows: computed(() => (isGrouped.value ? groups.rows.value : pages.rows.value)),
    loading: computed(() => (isGrouped.value ? groups.loading.value : pages.loading.value)),
    error: computed(() => (isGrouped.value ? groups.error.value : pages.error.value)),
    isCurrent: computed(() => (isGrouped.value ? groups.isCurrent.value : pages.isCurrent.value)),
    isGrouped,
    total: computed(() => (isGrouped.value ? undefined : pages.total.value)),
    isEstimate: pages.isEstimate,
    appending: pages.appending,
    hasMore: computed(() => !isGrouped.value && pages.hasMore.value),
    load: (wanted?: number) => (isGrouped.value ? groups.load() : pages.load(wanted)),
    retry: () => (isGrouped.value ? groups.load() : pages.retry()),
    more(key?: string) {
      if (key !== undefined) void groups.more(key)
      else if (!isGrouped.value) void pages.more()
    },
    toggle: (key: string) => void groups.toggle(key),
    replace(row: RecordData) {
      pages.replace(row)
      groups.replace(row)
    },
    remove(ids: ReadonlySet<string>) {
      pages.remove(ids)
      groups.remove(ids)
    },
  }
}
