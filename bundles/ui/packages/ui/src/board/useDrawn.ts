import { computed, nextTick, onBeforeUnmount, onMounted, ref, shallowRef, watch, type Ref } from 'vue'

/** Cards that come and go together, and how far from the visible part they are still drawn. */
const STEP = 20
const NEAR_PX = 500
/** What a card and the gap below it take until some have been seen. */
const CARD_PX = 96
const GAP_PX = 8

interface Range {
  readonly first: number
  readonly last: number
}

/**
 * Which cards of a long list are drawn: those near the part that is in sight, and room in the place of the others. Blocks of
 * cards are measured as long as they are there, since cards differ in height.
 */
export function useDrawn(list: Ref<HTMLElement | undefined>, count: () => number, reachedEnd: () => void) {
  const range = shallowRef<Range>({ first: 0, last: 0 })
  /** While a card is dragged nothing that is drawn may go. */
  const held = ref(false)
  const heights: number[] = []

  const blocks = computed(() => Math.ceil(count() / STEP))
  const start = computed(() => Math.min(range.value.first * STEP, count()))
  const end = computed(() => Math.min((range.value.last + 1) * STEP, count()))
  const sizeOf = (block: number) => Math.min(STEP, count() - block * STEP)
  const heightOf = (block: number) => heights[block] ?? sizeOf(block) * usual()
  const room = (from: number, to: number) => {
    let height = 0
    for (let block = from; block < to; block++) height += heightOf(block)
    return height
  }
  const before = computed(() => Math.max(0, room(0, range.value.first) - GAP_PX))
  const after = computed(() => Math.max(0, room(range.value.last + 1, blocks.value) - GAP_PX))

  function usual() {
    const known = Object.keys(heights).map(Number)
    const cards = known.reduce((sum, block) => sum + sizeOf(block), 0)
    return cards > 0 ? known.reduce((sum, block) => sum + (heights[block] ?? 0), 0) / cards : CARD_PX
  }

  /** Notes how high the blocks are that are drawn whole. */
  function measure(area: HTMLElement) {
    const tops = [...area.querySelectorAll<HTMLElement>('[data-card]')].map((card) => card.offsetTop)
    for (let block = range.value.first; (block + 1 - range.value.first) * STEP < tops.length; block++) {
      const at = (block - range.value.first) * STEP
      heights[block] = (tops[at + STEP] ?? 0) - (tops[at] ?? 0)
    }
  }

  /** The part of the list that is in sight, from its top. */
  function sight(area: HTMLElement): readonly [number, number] {
    const { top, height } = area.getBoundingClientRect()
    const from = Math.max(0, -top)
    const to = Math.min(height, window.innerHeight - top)
    return [area.scrollTop + from - NEAR_PX, area.scrollTop + Math.max(from, to) + NEAR_PX]
  }

  function update() {
    const area = list.value
    if (!area || blocks.value === 0) return
    if (!held.value) measure(area)
    const [top, bottom] = sight(area)
    let first = 0
    let at = 0
    while (first < blocks.value - 1 && at + heightOf(first) < top) at += heightOf(first++)
    let last = first
    while (last < blocks.value - 1 && (at += heightOf(last)) < bottom) last++
    const now = range.value
    const next = held.value ? { first: Math.min(first, now.first), last: Math.max(last, now.last) } : { first, last }
    if (next.first !== now.first || next.last !== now.last) show(area, next)
    else if (last === blocks.value - 1 && room(0, blocks.value) < bottom) reachedEnd()
  }

  function show(area: HTMLElement, next: Range) {
    const focused = document.activeElement
    range.value = next
    // The keyboard goes on from the list when the card it stood on is no longer drawn.
    if (focused && focused !== area && area.contains(focused))
      void nextTick(() => {
        if (!focused.isConnected) area.focus({ preventScroll: true })
      })
  }

  function scrolled(event: Event) {
    if (event.target instanceof Node && list.value && event.target.contains(list.value)) update()
  }
  // On a phone the page scrolls and not the list.
  onMounted(() => document.addEventListener('scroll', scrolled, { capture: true, passive: true }))
  onBeforeUnmount(() => document.removeEventListener('scroll', scrolled, { capture: true }))
  watch([count, held], () => void nextTick(update), { immediate: true, flush: 'post' })

  /** Draws a card that may be far away. */
  async function reveal(index: number) {
    const block = Math.floor(index / STEP)
    if (index < 0 || (index >= start.value && index < end.value)) return
    range.value = { first: Math.max(0, block - 1), last: Math.min(block + 1, blocks.value - 1) }
    await nextTick()
  }

  return { start, end, before, after, held, reveal }
}
