import { shallowRef } from 'vue'

/** What the palette was opened for: everything, or only to make something new. */
export interface PaletteRequest {
  readonly only?: 'create'
  readonly words?: string
}

/** Set while the palette is open. */
export const paletteRequest = shallowRef<PaletteRequest>()

let cameFrom: Element | null = null

export const loadPalette = () => import('./CommandPalette.vue')

/** Fetches its code ahead of time; without the server it is fetched when it is needed. */
export const expectPalette = () => void loadPalette().catch(() => undefined)

export function openPalette(request: PaletteRequest = {}): void {
  if (!paletteRequest.value) cameFrom = document.activeElement
  paletteRequest.value = request
}

/** Closes it; the focus goes back to where it was, unless the choice led somewhere else. */
export function closePalette(giveFocusBack = true): void {
  paletteRequest.value = undefined
  if (giveFocusBack && cameFrom instanceof HTMLElement) cameFrom.focus()
  cameFrom = null
}
