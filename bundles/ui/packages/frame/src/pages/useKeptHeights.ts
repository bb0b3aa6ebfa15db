import { onBeforeUnmount, onMounted, reactive, type Ref } from 'vue'

const STORED = 'penglai.home.heights'
/** Where nothing is known yet: what a short list needs. */
const USUAL = 260

function stored(): Record<string, number> {
  try {
    return JSON.parse(localStorage.getItem(STORED) ?? '{}') as Record<string, number>
  } catch {
    return {}
  }
}

/**
 * Keeps the room that a widget took last time while its content is on its way, so that what stands below does not jump.
 * Widgets are the elements with `data-widget` inside the root.
 */
export function useKeptHeights(root: Ref<HTMLElement | undefined>) {
  const known = stored()
  const settled = reactive(new Set<string>())
  const sizes = new ResizeObserver(look)
  const changes = new MutationObserver(look)

  function look() {
    for (const widget of root.value?.querySelectorAll<HTMLElement>('[data-widget]') ?? []) {
      const id = widget.dataset['widget'] ?? ''
      if (widget.querySelector('.bars, [aria-busy=true]') || widget.querySelector('.outlet')?.childElementCount === 0) continue
      settled.add(id)
      known[id] = Math.round(widget.firstElementChild?.scrollHeight ?? widget.offsetHeight)
    }
    localStorage.setItem(STORED, JSON.stringify(known))
  }
  onMounted(() => {
    if (!root.value) return
    sizes.observe(root.value)
    changes.observe(root.value, { childList: true, subtree: true })
  })
  onBeforeUnmount(() => {
    sizes.disconnect()
    changes.disconnect()
  })
  return (id: string) => (settled.has(id) ? undefined : `${known[id] ?? USUAL}px`)
}
