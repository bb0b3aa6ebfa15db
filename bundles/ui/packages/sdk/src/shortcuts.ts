import { onScopeDispose, shallowReactive } from 'vue'
import { usePreference } from './preference'

/** What a key does. */
export interface Shortcut {
  /** One key as the keyboard names it (`?`, `j`, `Enter`), keys in turn (`g c`), or with the platform's command key (`mod+k`). */
  readonly keys: string
  /** What it does, read whenever it is shown, so that it follows the language. */
  readonly title: () => string
  /** Heading it stands under in the map of keys. */
  readonly group?: () => string
  readonly run: (event: KeyboardEvent) => void
  /** Also while a dialog is open. */
  readonly overDialogs?: boolean
}

const NEXT_KEY_MS = 1200
const FIELDS =
  'input:not([type=checkbox],[type=radio],[type=button],[type=submit]), textarea, select, [contenteditable]:not([contenteditable=false]), [role=combobox], [role=textbox]'

const known = shallowReactive(new Set<Shortcut>())

/** Every shortcut of the page as it is now, the latest last; reactive. */
export const allShortcuts = (): readonly Shortcut[] => [...known]

/** Adds shortcuts until the returned function is called. Of two with the same keys the later one answers. */
export function addShortcuts(list: readonly Shortcut[]): () => void {
  for (const one of list) known.add(one)
  return () => {
    for (const one of list) known.delete(one)
  }
}

/** Adds shortcuts for as long as the component is on the page. */
export function useShortcuts(list: readonly Shortcut[]): void {
  onScopeDispose(addShortcuts(list))
}

/** Whether keys without a command key do anything: people who dictate switch them off. */
export const usePlainKeys = () => usePreference('shortcuts.plain', true)

const isTyping = (target: EventTarget | null) => target instanceof Element && target.closest(FIELDS) !== null
const isDialogOpen = () => [...document.querySelectorAll('[aria-modal=true]')].some((one) => one.getClientRects().length > 0)

/** The name of a key press as {@link Shortcut.keys} writes it. */
export function keyName(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  const isLetter = /^[a-z]$/.test(key)
  const parts = [
    event.ctrlKey || event.metaKey ? 'mod' : '',
    event.altKey ? 'alt' : '',
    // Whether a sign such as ? takes shift depends on the keyboard.
    event.shiftKey && (isLetter || key.length > 1) ? 'shift' : '',
    key,
  ]
  return parts.filter(Boolean).join('+')
}

/** For the frame: takes the keys of the whole page from now on. */
export function listenForShortcuts(plainKeys: () => boolean): () => void {
  let before = ''
  let timer: ReturnType<typeof setTimeout> | undefined
  const forget = () => {
    before = ''
    clearTimeout(timer)
  }
  const listen = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || /^(Control|Shift|Alt|Meta)$/.test(event.key)) return
    const name = keyName(event)
    const isPlain = !name.startsWith('mod+') && !name.startsWith('alt+')
    if (isPlain && (!plainKeys() || isTyping(event.target))) return forget()
    const dialog = isDialogOpen()
    const mine = [...known].reverse().filter((one) => !dialog || one.overDialogs)
    const wanted = before ? `${before} ${name}` : name
    const found = mine.find((one) => one.keys === wanted) ?? mine.find((one) => one.keys === name)
    forget()
    if (found) {
      event.preventDefault()
      found.run(event)
    } else if (mine.some((one) => one.keys.startsWith(`${name} `))) {
      before = name
      timer = setTimeout(forget, NEXT_KEY_MS)
    }
  }
  addEventListener('keydown', listen)
  return () => {
    removeEventListener('keydown', listen)
    forget()
  }
}
