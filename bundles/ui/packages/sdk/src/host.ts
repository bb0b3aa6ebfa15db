import { inject, onScopeDispose } from 'vue'
import { PLUGIN_ID, type LiveEvents, type NotifyOptions } from './plugins'

type Listener<K extends keyof LiveEvents> = (payload: LiveEvents[K]) => void

const listeners: { [K in keyof LiveEvents]: Set<Listener<K>> } = {
  job: new Set(),
  record: new Set(),
  views: new Set(),
  notification: new Set(),
  resync: new Set(),
}

/** Hears a live event until the returned function is called. */
export function onLive<K extends keyof LiveEvents>(event: K, listener: Listener<K>): () => void {
  listeners[event].add(listener)
  return () => void listeners[event].delete(listener)
}

/** For the frame: passes a message of the event stream on. */
export function emitLive<K extends keyof LiveEvents>(event: K, payload: LiveEvents[K]): void {
  for (const listener of [...listeners[event]]) listener(payload)
}

let show: (message: string, options: NotifyOptions) => void = () => undefined

/** For the frame: where notices go. */
export function provideNotices(give: typeof show): void {
  show = give
}

/** Shows a short notice at the edge of the page. */
export function notify(message: string, options: NotifyOptions = {}): void {
  show(message, options)
}

interface Draft {
  readonly plugin: string | undefined
  readonly check: () => boolean
}

const drafts = new Set<Draft>()

/** Registers something that may hold unsaved input. */
export function addDraft(check: () => boolean, plugin?: string): () => void {
  const draft: Draft = { plugin, check }
  drafts.add(draft)
  return () => void drafts.delete(draft)
}

/** Like {@link addDraft} for a component: belongs to the plug-in around it and ends with it. */
export function useDraft(check: () => boolean): void {
  onScopeDispose(addDraft(check, inject(PLUGIN_ID, undefined)))
}

/** Whether anything (of one plug-in, or at all) is unsaved. */
export function hasDrafts(plugin?: string): boolean {
  return [...drafts].some((draft) => (plugin === undefined || draft.plugin === plugin) && draft.check())
}
