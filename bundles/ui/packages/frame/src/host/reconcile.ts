import { hasDrafts, notify, plugins, refreshTypes, SDK_VERSION, type PluginManifest, type PluginRecord } from '@penglai/sdk'
import { shallowReactive } from 'vue'
import type { Router } from 'vue-router'
import { addNotice, dismiss } from '../notices/notices'
import { t } from '../text'
import { load, nameOf, newRecord, unload } from './loader'
import { addRoutes, askRouteAgain, removeRoutes } from './routes'

/** Changes that wait because something unsaved is on the page: the new manifest, or null for "gone". */
const waiting = new Map<string, { readonly next: PluginManifest | null; readonly notice: number }>()

/** Names of plug-ins that were here, for the page that says what is missing. */
export const departed: Map<string, PluginManifest> = shallowReactive(new Map())

const major = (range: string) => range.replace(/^[\^~]/, '').split('.')[0]
const fits = (manifest: PluginManifest) => major(manifest.sdk) === major(SDK_VERSION)

function forget(id: string) {
  const held = waiting.get(id)
  if (held) dismiss(held.notice)
  waiting.delete(id)
}

function drop(router: Router, record: PluginRecord) {
  const { id } = record.manifest
  removeRoutes(id)
  departed.set(id, record.manifest)
  plugins.delete(id)
  unload(record)
  notify(t('pluginGone', { name: nameOf(record.manifest) }))
  return askRouteAgain(router)
}

async function put(router: Router, manifest: PluginManifest, old: PluginRecord | undefined, quiet: boolean) {
  const record = newRecord(manifest)
  if (old?.module) {
    // It is on the page: the new code must be in hand before the old one goes.
    try {
      await load(record)
    } catch (error) {
      console.error(error)
      notify(t('pluginBroken', { name: nameOf(old.manifest) }), { kind: 'error' })
      return
    }
  }
  plugins.set(manifest.id, record)
  departed.delete(manifest.id)
  addRoutes(router, manifest)
  if (old) unload(old)
  if (!quiet)
    notify(t(old ? 'pluginUpgraded' : 'pluginAdded', { name: nameOf(manifest), version: manifest.version }), { kind: 'success' })
}

/** Leaves the page alone while it holds unsaved input, and offers to go on. */
function postpone(router: Router, id: string, next: PluginManifest | null) {
  const held = waiting.get(id)
  if (held && held.next?.entry === next?.entry) return
  forget(id)
  const manifest = plugins.get(id)?.manifest
  if (!manifest) return
  const message = t(next ? 'pluginWaits' : 'pluginLeaves', { name: nameOf(manifest) })
  const run = () => void settle(router, id, next)
  waiting.set(id, { next, notice: addNotice({ message, kind: 'info', sticky: true, action: { label: t('applyNow'), run } }) })
}

async function settle(router: Router, id: string, next: PluginManifest | null) {
  const old = plugins.get(id)
  forget(id)
  if (next) await put(router, next, old, false)
  else if (old) await drop(router, old)
  await askRouteAgain(router)
}

/** Applies what had to wait, once nothing is unsaved any more. */
export async function settleWaiting(router: Router): Promise<void> {
  for (const [id, { next }] of [...waiting]) if (!hasDrafts(id)) await settle(router, id, next)
}

/** Makes the page match the list the server sent. */
export async function reconcile(router: Router, list: readonly PluginManifest[], first: boolean): Promise<void> {
  const wanted = new Map(list.filter(fits).map((manifest) => [manifest.id, manifest]))
  let changed = false
  for (const [id, record] of [...plugins]) {
    if (wanted.has(id)) continue
    if (hasDrafts(id)) postpone(router, id, null)
    else await drop(router, record)
    changed = true
  }
  for (const manifest of wanted.values()) {
    const old = plugins.get(manifest.id)
    if (old?.manifest.entry === manifest.entry) {
      forget(manifest.id)
      continue
    }
    changed = true
    if (old && hasDrafts(manifest.id)) postpone(router, manifest.id, manifest)
    else await put(router, manifest, old, first)
  }
  if (!changed) return
  if (!first) refreshTypes()
  await askRouteAgain(router)
}
