import { computed, onScopeDispose, ref, watch, type ComputedRef, type Ref } from 'vue'

export interface Span {
  readonly first: number
  /** One past the last. */
  readonly last: number
}

const OVERSCAN = 8
/** Rows come and go in steps, so that slow scrolling draws nothing most of the time. */
const STEP = 4

/** The rows to draw for a part of the list that is on screen. */
export function spanOf(top: number, height: number, row: number, count: number): Span {
  const from = Math.floor(Math.max(0, top) / row) - OVERSCAN
  const to = Math.ceil(Math.max(0, top + height) / row) + OVERSCAN
  const first = Math.max(0, Math.min(count, Math.floor(from / STEP) * STEP))
  return { first, last: Math.max(first, Math.min(count, Math.ceil(to / STEP) * STEP)) }
}

/** What scrolls around an element. */
export function scrollerOf(element: HTMLElement): HTMLElement {
  for (let one = element.parentElement; one; one = one.parentElement)
    if (/(auto|scroll)/.test(getComputedStyle(one).overflowY)) return one
  return document.documentElement
}

export interface RowWindow {
  readonly span: ComputedRef<Span>
  /** Index of the first row on screen. */
  readonly top: ComputedRef<number>
  /** Width of the part of the list that is on screen; 0 before it is known. */
  readonly width: Readonly<Ref<number>>
  /** Brings a row onto the screen, away from what sticks to the edges. */
  reveal(index: number): void
  /** Puts a row at the top. */
  goTo(index: number): void
}

/** Height of what sticks over the first and the last rows. */
export interface Edges {
  readonly above: number
  readonly below: number
}

/** Draws only the rows around those on screen: all are equally high, and their content lies in one element. */
export function useWindow(
  scroller: () => HTMLElement | undefined,
  content: () => HTMLElement | undefined,
  count: () => number,
  row: () => number,
  edges: () => Edges,
): RowWindow {
  const position = ref(0)
  const height = ref(innerHeight)
  const width = ref(0)
  const span = computed(() => spanOf(position.value, height.value, row(), count()))
  let frame = 0

  /** How far the first row lies above the upper edge. */
  function measure() {
    frame = 0
    const [outer, inner] = [scroller(), content()]
    if (!outer || !inner) return
    const edge = outer === document.documentElement ? 0 : outer.getBoundingClientRect().top
    position.value = edge - inner.getBoundingClientRect().top
    height.value = outer.clientHeight
    width.value = outer.clientWidth
  }
  const soon = () => {
    frame ||= requestAnimationFrame(measure)
  }
  const resized = new ResizeObserver(soon)

  watch(
    scroller,
    (next, before) => {
      if (before) {
        before.removeEventListener('scroll', soon)
        resized.unobserve(before)
      }
      if (!next) return
      next.addEventListener('scroll', soon, { passive: true })
      resized.observe(next)
      measure()
    },
    { flush: 'post', immediate: true },
  )
  watch([count, row], soon, { flush: 'post' })
  onScopeDispose(() => {
    cancelAnimationFrame(frame)
    scroller()?.removeEventListener('scroll', soon)
    resized.disconnect()
  })

  function scrollBy(by: number) {
    scroller()?.scrollBy({ top: by, behavior: 'instant' })
    measure()
  }
  return {
    span,
    width,
    top: computed(() => Math.max(0, Math.floor((position.value + edges().above) / row()))),
    reveal(index) {
      measure()
      const at = index * row() - position.value
      const lowest = height.value - edges().below - row()
      if (at < edges().above) scrollBy(at - edges().above)
      else if (at > lowest) scrollBy(at - lowest)
    },
    goTo(index) {
      measure()
      const by = index * row() - position.value - edges().above
      // What stands above the first row is not scrolled away for its sake.
      if (index > 0 || by < 0) scrollBy(by)
    },
  }
}
