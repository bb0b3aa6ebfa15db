import { ref, shallowReactive, watch, type Ref } from 'vue'
import { http } from './http'
import { ApiProblem } from './problem'
import { session } from './session'

const URL = '/api/v1/preferences'
const SEND_AFTER_MS = 400

/** Values by storage key; the server's copy goes over the one of this device, which serves the first paint. */
const values = shallowReactive(new Map<string, unknown>())
/** Names that still have to be sent, of the user who is signed in. */
const unsent = new Set<string>()
let timer: ReturnType<typeof setTimeout> | undefined
let owner = ''

const storageKey = (name: string) => `penglai.${session.value?.user.id ?? ''}.${name}`

function stored(key: string): unknown {
  const text = localStorage.getItem(key)
  try {
    return text === null ? undefined : (JSON.parse(text) as unknown)
  } catch {
    return undefined
  }
}

function keep(name: string, value: unknown) {
  const key = storageKey(name)
  values.set(key, value)
  try {
    localStorage.setItem(key, JSON.stringify(value))
  } catch {
    // A full store only costs the copy for the first paint.
  }
}

function read<T>(name: string, initial: T): T {
  const key = storageKey(name)
  if (!values.has(key)) {
    const found = stored(key)
    if (found === undefined) return initial
    values.set(key, found)
  }
  return values.get(key) as T
}

async function send(): Promise<void> {
  clearTimeout(timer)
  for (const name of [...unsent]) {
    unsent.delete(name)
    try {
      await http.send('PUT', `${URL}/${encodeURIComponent(name)}`, values.get(storageKey(name)))
    } catch (error) {
      // What the server refuses stays on this device; what did not reach it goes with the next change.
      if (!(error instanceof ApiProblem) || error.status === 0 || error.status >= 500) unsent.add(name)
    }
  }
}

/** A value of the signed-in user now; `initial` where none was ever chosen. */
export const preference = read

/** Keeps a value for the signed-in user, here at once and on the server a moment later. */
export function setPreference(name: string, value: unknown): void {
  keep(name, value)
  if (!session.value) return
  unsent.add(name)
  clearTimeout(timer)
  timer = setTimeout(() => void send(), SEND_AFTER_MS)
}

/** For the frame: fetches what the user chose on other devices; false when the server keeps no preferences. */
export async function loadPreferences(): Promise<boolean> {
  const user = session.value?.user.id ?? ''
  if (user !== owner) unsent.clear()
  owner = user
  if (unsent.size > 0) await send()
  try {
    const { items } = await http.get<{ items: Record<string, unknown> }>(URL)
    for (const [name, value] of Object.entries(items)) if (!unsent.has(name)) keep(name, value)
    return true
  } catch {
    return false
  }
}

/** Sends what is waiting when the page goes: an ordinary request would be cut off. */
addEventListener('pagehide', () => {
  for (const name of unsent)
    void fetch(`${URL}/${encodeURIComponent(name)}`, {
      method: 'PUT',
      keepalive: true,
      headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': session.value?.csrfToken ?? '' },
      body: JSON.stringify(values.get(storageKey(name))),
    }).catch(() => undefined)
  unsent.clear()
})

/**
 * A small setting of the signed-in user, such as a list's columns: kept on the server, with a copy on
 * this device. Components that use the same name share the value.
 */
export function usePreference<T>(name: string | (() => string), initial: T): Ref<T> {
  const nameNow = () => (typeof name === 'function' ? name() : name)
  const now = () => JSON.stringify(read(nameNow(), initial))
  const value = ref(read(nameNow(), initial)) as Ref<T>
  watch(
    () => [storageKey(nameNow()), values.get(storageKey(nameNow()))],
    () => {
      if (now() !== JSON.stringify(value.value)) value.value = read(nameNow(), initial)
    },
  )
  watch(
    value,
    (next) => {
      const text = JSON.stringify(next)
      if (text !== now()) setPreference(nameNow(), JSON.parse(text))
    },
    { deep: true },
  )
  return value
}
