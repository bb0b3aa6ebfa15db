import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'

interface Loaded<T> {
  readonly data: ShallowRef<T | undefined>
  readonly failed: Ref<boolean>
  readonly load: () => Promise<void>
}

/** Fetches what a widget shows, at once and again on demand. */
export function useLoaded<T>(fetch: () => Promise<T>): Loaded<T> {
  const data = shallowRef<T>()
  const failed = ref(false)
  async function load() {
    failed.value = false
    await fetch().then(
      (result) => {
        data.value = result
      },
      () => {
        failed.value = true
      },
    )
  }
  void load()
  return { data, failed, load }
}
