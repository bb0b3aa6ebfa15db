import { usePreference } from '@penglai/sdk'
import { computed, ref, watch } from 'vue'
import type { Density } from '../table/items'
import type { ListView } from '../views/useViews'

const KNOWN: readonly string[] = ['compact', 'default', 'comfortable'] satisfies Density[]

/** How close the rows are: what was chosen since the view was opened, else the view's, else the user's. */
export function useDensity(view: () => ListView | undefined) {
  const preferred = usePreference<Density>('density', 'default')
  const chosen = ref<Density>()
  const saved = computed(() => {
    const own = view()?.saved?.density
    return own && KNOWN.includes(own) ? (own as Density) : undefined
  })
  watch(
    () => view()?.id,
    () => (chosen.value = undefined),
  )
  const density = computed<Density>({
    get: () => chosen.value ?? saved.value ?? preferred.value,
    set: (next) => {
      chosen.value = next
      // A view that says nothing follows the user everywhere.
      if (!saved.value) preferred.value = next
    },
  })
  return {
    density,
    /** Whether the rows are closer or wider than the view says. */
    changed: computed(() => saved.value !== undefined && density.value !== saved.value),
    reset: () => {
      chosen.value = undefined
    },
  }
}
