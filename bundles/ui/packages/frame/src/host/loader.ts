import {
  addDraft,
  addShortcuts,
  http,
  localized,
  notify,
  onLive,
  registerMessages,
  translator,
  type LiveEvents,
  type PluginContext,
  type PluginManifest,
  type PluginModule,
  type PluginRecord,
} from '@penglai/sdk'

const sheets = new Map<PluginRecord, HTMLLinkElement[]>()

/** A missing sheet leaves a plug-in plain; it must not keep it from starting. */
function addSheet(record: PluginRecord, href: string): Promise<void> {
  return new Promise((resolve) => {
    const link = document.createElement('link')
    link.rel = 'stylesheet'
    link.href = href
    link.onload = link.onerror = () => resolve()
    link.dataset['plugin'] = record.manifest.id
    document.head.append(link)
    sheets.set(record, [...(sheets.get(record) ?? []), link])
  })
}

/** The context of one version of a plug-in; what it registers ends with that version. */
export function contextOf(record: PluginRecord): PluginContext {
  const { manifest } = record
  const until = (stop: () => void) => {
    record.dispose.push(stop)
    return stop
  }
  record.context ??= {
    manifest,
    http,
    t: translator(manifest.id),
    notify,
    on: <K extends keyof LiveEvents>(event: K, listener: (payload: LiveEvents[K]) => void) => until(onLive(event, listener)),
    dirty: (check) => until(addDraft(check, manifest.id)),
    shortcuts: (list) => until(addShortcuts(list)),
  }
  return record.context
}

async function start(record: PluginRecord): Promise<PluginModule> {
  const { manifest } = record
  const [namespace] = await Promise.all([
    import(/* @vite-ignore */ manifest.entry) as Promise<{ default: PluginModule }>,
    ...(manifest.css ?? []).map((href) => addSheet(record, href)),
  ])
  const module = namespace.default
  registerMessages(manifest.id, module.messages ?? {})
  const dispose = await module.activate?.(contextOf(record))
  if (dispose) record.dispose.push(dispose)
  return module
}

/** Loads a plug-in's code when something of it is first shown; a failure may be tried again. */
export function load(record: PluginRecord): Promise<PluginModule> {
  record.module ??= start(record).catch((error: unknown) => {
    record.module = undefined
    unload(record)
    throw error
  })
  return record.module
}

/** Ends one version of a plug-in: its listeners, its sheets. */
export function unload(record: PluginRecord): void {
  for (const dispose of record.dispose.splice(0)) {
    try {
      dispose()
    } catch (error) {
      console.error(error)
    }
  }
  for (const link of sheets.get(record) ?? []) link.remove()
  sheets.delete(record)
}

export const newRecord = (manifest: PluginManifest): PluginRecord => ({ manifest, dispose: [] })

/** What people call a plug-in: the title of its first contribution. */
export const nameOf = (manifest: PluginManifest): string =>
  localized(manifest.menu?.[0]?.title ?? manifest.slots?.[0]?.title ?? manifest.id)
