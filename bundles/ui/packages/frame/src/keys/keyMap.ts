import { ref } from 'vue'

/** Whether the map of keys is on screen. */
export const keyMapOpen = ref(false)

export const loadKeyMap = () => import('./KeyMap.vue')

export function showKeyMap(): void {
  keyMapOpen.value = true
}
