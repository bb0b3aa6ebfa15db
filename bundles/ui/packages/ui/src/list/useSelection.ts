import { computed, ref, watch } from 'vue'

/** Which records are chosen for bulk work: some by name, or everything the list would show. */
export function useSelection(query: () => string) {
  const ids = ref<ReadonlySet<string>>(new Set())
  const all = ref(false)
  let anchor: string | undefined

  function clear() {
    ids.value = new Set()
    all.value = false
    anchor = undefined
  }

  /** Chooses a row or lets it go; with `range`, everything between it and the row before. */
  function toggle(id: string, loaded: readonly string[], range = false) {
    const next = new Set(all.value ? loaded : ids.value)
    all.value = false
    const [from, to] = [loaded.indexOf(anchor ?? ''), loaded.indexOf(id)]
    if (range && from >= 0 && to >= 0) for (const one of loaded.slice(Math.min(from, to), Math.max(from, to) + 1)) next.add(one)
    else if (!next.delete(id)) next.add(id)
    anchor = id
    ids.value = next
  }

  /** Chooses all rows that are loaded, or none. */
  function togglePage(loaded: readonly string[]) {
    const every = loaded.length > 0 && loaded.every((id) => ids.value.has(id))
    if (all.value || every) clear()
    else ids.value = new Set([...ids.value, ...loaded])
  }

  function forget(gone: ReadonlySet<string>) {
    ids.value = new Set([...ids.value].filter((id) => !gone.has(id)))
  }

  // Another question, other records: what was chosen before would be out of sight.
  watch(query, clear)
  return {
    ids,
    all,
    any: computed(() => all.value || ids.value.size > 0),
    has: (id: string) => all.value || ids.value.has(id),
    toggle,
    togglePage,
    chooseAll: () => {
      all.value = true
    },
    clear,
    forget,
  }
}

export type Selection = ReturnType<typeof useSelection>
