import { onScopeDispose, readonly, ref, type Ref } from 'vue'

/** Whether a media query holds; follows the window. */
export function useMedia(query: string): Readonly<Ref<boolean>> {
  const list = matchMedia(query)
  const holds = ref(list.matches)
  const follow = () => {
    holds.value = list.matches
  }
  list.addEventListener('change', follow)
  onScopeDispose(() => list.removeEventListener('change', follow))
  return readonly(holds)
}

/** Phones: lists become two-line rows, forms fill the screen. */
export const usePhone = (): Readonly<Ref<boolean>> => useMedia('(max-width: 768px)')
