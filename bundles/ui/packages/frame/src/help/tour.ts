import { preference, setPreference } from '@penglai/sdk'
import { ref } from 'vue'

/** Whether the tour is on screen. */
export const touring = ref(false)

export const loadTour = () => import('./FirstTour.vue')

export function startTour(): void {
  touring.value = true
}

/** Offers the tour to somebody who has neither taken nor declined it. */
export function offerTour(): void {
  if (!preference('tour.done', false)) startTour()
}

export function endTour(): void {
  touring.value = false
  setPreference('tour.done', true)
}

/** Whether the help beside the page is open. */
export const helpOpen = ref(false)

export const loadHelp = () => import('./HelpDrawer.vue')

/** Fetches its code ahead of time; without the server it is fetched when it is needed. */
export const expectHelp = () => void loadHelp().catch(() => undefined)
