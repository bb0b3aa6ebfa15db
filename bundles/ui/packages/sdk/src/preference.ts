import { ref, watch, type Ref } from 'vue'
import { session } from './session'

/** A small setting kept on this device for the signed-in user, such as a list's columns. */
export function usePreference<T>(name: string | (() => string), initial: T): Ref<T> {
  const key = () => `penglai.${session.value?.user.id ?? ''}.${typeof name === 'function' ? name() : name}`
  const read = (): T => {
    const text = localStorage.getItem(key())
    try {
      return text === null ? initial : (JSON.parse(text) as T)
    } catch {
      return initial
    }
  }
  const value = ref(read()) as Ref<T>
  watch(key, () => {
    value.value = read()
  })
  watch(value, (next) => localStorage.setItem(key(), JSON.stringify(next)), { deep: true })
  return value
}
