import type { BulkTarget, ListQuery, RecordData, TypeMeta } from '@penglai/sdk'
import { computed, ref } from 'vue'
import { useSelection } from '../list/useSelection'
import { useBulk } from './useBulk'

/** Choosing records of a list, and what can be done with the choice. */
export function useBulkList(
  meta: () => TypeMeta | undefined,
  query: () => ListQuery,
  rows: () => readonly RecordData[],
  total: () => number | undefined,
  done: () => void,
) {
  const selection = useSelection(() => JSON.stringify([meta()?.type, query().filter, query().q]))
  const bulk = useBulk(
    () => meta()?.type ?? '',
    () => {
      selection.clear()
      done()
    },
  )
  /** On phones, a tap chooses while this is on. */
  const choosing = ref(false)
  const ids = computed(() => rows().map((row) => row.id))
  const selectable = computed(() => ['update', 'delete', 'export'].some((right) => meta()?.can.includes(right)))
  /** Nothing chosen is told without going through the rows. */
  const pageChosen = computed(() => selection.any.value && ids.value.length > 0 && ids.value.every((id) => selection.has(id)))
  const target = computed<BulkTarget>(() =>
    selection.all.value ? { filter: query().filter ?? '', q: query().q ?? '' } : { ids: [...selection.ids.value] },
  )
  /** The chosen ones that are at hand; undefined when everything is chosen. */
  const picked = computed(() => (selection.all.value ? undefined : rows().filter((row) => selection.ids.value.has(row.id))))
  return {
    selection,
    bulk,
    picked,
    choosing,
    selectable,
    pageChosen,
    partly: computed(() => selection.any.value && !pageChosen.value),
    chosen: computed(() => (selection.all.value ? total() : selection.ids.value.size)),
    offerAll: computed(() => pageChosen.value && !selection.all.value && (total() ?? 0) > ids.value.length),
    shown: computed(() => selection.any.value || bulk.running.value),
    target,
    toggle: (id: string, range = false) => selection.toggle(id, ids.value, range),
    togglePage: () => selection.togglePage(ids.value),
  }
}
