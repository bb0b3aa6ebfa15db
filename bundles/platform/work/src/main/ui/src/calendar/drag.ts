import { computed, nextTick, onBeforeUnmount, onMounted, ref, shallowRef, type Ref } from 'vue'
import { keyOf, type Entry } from './entries'
import { movedBy, resizedBy, sameTimes, STEP, type Times } from './moves'

/** Where in the calendar a pointer is: how many days after the first one shown, and at what minute where that is shown. */
export interface Spot {
  readonly day: number
  readonly minutes: number
}

interface Held {
  readonly entry: Entry
  readonly kind: 'move' | 'resize'
  readonly from: Spot
  readonly days: number
  readonly minutes: number
  readonly byKeys: boolean
}

const FAR_ENOUGH = 5
const LONG_PRESS = 400
const WOBBLE = 8
const EDGE = 32
const SCROLL = 12

/**
 * Entries that are moved and made longer or shorter: with the mouse at once, by touch after a long press, by keys with Alt
 * and the arrows until Enter puts them down or Esc lets them go.
 */
export function useDrag(options: {
  readonly root: Ref<HTMLElement | undefined>
  readonly spotAt: (x: number, y: number) => Spot | undefined
  readonly mayMove: (entry: Entry) => boolean
  readonly drop: (entry: Entry, times: Times) => void
  /** One step of the arrow keys, in days and minutes. */
  readonly keyStep: { readonly across: number; readonly along: readonly [days: number, minutes: number] }
}) {
  const held = shallowRef<Held>()
  const lifting = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let started: { entry: Entry; kind: Held['kind']; x: number; y: number; touch: boolean } | undefined

  const times = computed<Times | undefined>(() => {
    const one = held.value
    if (!one) return undefined
    return one.kind === 'move' ? movedBy(one.entry, one.days, one.minutes) : resizedBy(one.entry, one.minutes)
  })
  const heldKey = computed(() => (held.value ? keyOf(held.value.entry) : ''))
  /** The entry as it would be when it is put down here. */
  const asHeld = (entry: Entry): Entry => (keyOf(entry) === heldKey.value && times.value ? { ...entry, ...times.value } : entry)

  function down(event: PointerEvent, entry: Entry, kind: Held['kind']) {
    if (event.button !== 0 || !options.mayMove(entry) || held.value) return
    started = { entry, kind, x: event.clientX, y: event.clientY, touch: event.pointerType !== 'mouse' }
    addEventListener('pointermove', moved)
    addEventListener('pointerup', up)
    addEventListener('pointercancel', cancel)
    if (started.touch) timer = setTimeout(lift, LONG_PRESS)
  }

  function lift() {
    const from = started && options.spotAt(started.x, started.y)
    if (!started || !from) return cancel()
    lifting.value = true
    held.value = { entry: started.entry, kind: started.kind, from, days: 0, minutes: 0, byKeys: false }
    if (started.touch) navigator.vibrate?.(10)
  }

  function moved(event: PointerEvent) {
    if (!started) return
    const far = Math.hypot(event.clientX - started.x, event.clientY - started.y)
    if (!held.value) {
      if (started.touch && far > WOBBLE) cancel()
      else if (!started.touch && far > FAR_ENOUGH) lift()
      if (!held.value) return
    }
    scrollAlong(event.clientY)
    const spot = options.spotAt(event.clientX, event.clientY)
    const one = held.value
    if (!spot || !one) return
    const minutes = Math.round((spot.minutes - one.from.minutes) / STEP) * STEP
    held.value = { ...one, days: one.kind === 'move' ? spot.day - one.from.day : 0, minutes }
  }

  function scrollAlong(y: number) {
    const box = options.root.value
    if (!box || box.scrollHeight <= box.clientHeight) return
    const { top, bottom } = box.getBoundingClientRect()
    if (y < top + EDGE * 2) box.scrollTop -= SCROLL
    else if (y > bottom - EDGE) box.scrollTop += SCROLL
  }

  function up() {
    const one = held.value
    const next = times.value
    forget()
    if (!one) return
    // The click that ends a drag is no click on what lies below.
    const swallow = (click: Event) => (click.preventDefault(), click.stopPropagation())
    addEventListener('click', swallow, { capture: true, once: true })
    setTimeout(() => removeEventListener('click', swallow, true), 0)
    held.value = undefined
    if (next && !sameTimes(next, one.entry)) options.drop(one.entry, next)
  }

  function cancel() {
    forget()
    held.value = undefined
  }

  function forget() {
    clearTimeout(timer)
    started = undefined
    lifting.value = false
    removeEventListener('pointermove', moved)
    removeEventListener('pointerup', up)
    removeEventListener('pointercancel', cancel)
  }

  async function focusHeld(key: string) {
    await nextTick()
    options.root.value?.querySelector<HTMLElement>(`[data-entry="${CSS.escape(key)}"]`)?.focus()
  }

  const ARROWS: Readonly<Record<string, readonly [across: number, along: number]>> = {
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowUp: [0, -1],
    ArrowDown: [0, 1],
  }

  function key(event: KeyboardEvent, entry: Entry) {
    const one = held.value?.byKeys && keyOf(held.value.entry) === keyOf(entry) ? held.value : undefined
    if (one && (event.key === 'Enter' || event.key === 'Escape')) {
      event.preventDefault()
      event.stopPropagation()
      const next = times.value
      held.value = undefined
      void focusHeld(keyOf(entry))
      if (event.key === 'Enter' && next && !sameTimes(next, one.entry)) options.drop(one.entry, next)
      return
    }
    const [across, along] = ARROWS[event.key] ?? [0, 0]
    if ((!across && !along) || !(event.altKey || one) || !options.mayMove(entry)) return
    event.preventDefault()
    event.stopPropagation()
    const [days, minutes] = options.keyStep.along
    const kind = event.shiftKey && minutes > 0 && along && one?.kind !== 'move' ? 'resize' : (one?.kind ?? 'move')
    const last = one ?? { entry, kind, from: { day: 0, minutes: 0 }, days: 0, minutes: 0, byKeys: true }
    held.value = {
      ...last,
      days: kind === 'move' ? last.days + across * options.keyStep.across + along * days : 0,
      minutes: last.minutes + along * minutes,
    }
    void focusHeld(keyOf(entry))
  }

  /** Whoever leaves the entry with the keyboard lets it go, unless it is only drawn elsewhere. */
  function blur() {
    const one = held.value
    if (!one?.byKeys) return
    const key = keyOf(one.entry)
    setTimeout(() => {
      const focused = document.activeElement?.getAttribute('data-entry')
      if (held.value?.byKeys && focused !== key) held.value = undefined
    }, 60)
  }

  const still = (event: TouchEvent) => {
    if (lifting.value && event.cancelable) event.preventDefault()
  }
  onMounted(() => options.root.value?.addEventListener('touchmove', still, { passive: false }))
  onBeforeUnmount(() => {
    options.root.value?.removeEventListener('touchmove', still)
    forget()
  })

  return { held, heldKey, times, asHeld, down, key, blur }
}
