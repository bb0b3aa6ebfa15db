import { computed, shallowReactive, type Component, type ComputedRef, type InjectionKey } from 'vue'
import type { Http } from './http'
import type { Localized, Messages, Translate } from './localized'
import type { ActionCondition } from './metadata'

/** Version of the contract itself; a manifest states the range it was built for. */
export const SDK_VERSION = '1.0.0'

export interface MenuItem {
  readonly id: string
  readonly title: Localized
  readonly to: string
  /** home, customers, sales, marketing, support, analytics or settings. */
  readonly group?: string
  /** Where settings are many: people, customize, rules, data, privacy or system. */
  readonly section?: string
  readonly order?: number
  readonly icon?: string
  readonly permission?: string
  /** The key that leads here after `g`. */
  readonly key?: string
}

/** What a route shows of a record type; lets other pages link to it without knowing the plug-in. */
export type PageKind = 'list' | 'new' | 'record' | 'edit' | 'import'

export interface RouteItem {
  readonly path: string
  readonly component: string
  readonly title?: Localized
  readonly permission?: string
  readonly type?: string
  readonly page?: PageKind
}

export interface SlotItem {
  readonly point: string
  readonly id: string
  readonly component: string
  readonly title: Localized
  readonly order?: number
  readonly permission?: string
  /** On records only where all of these hold; a condition about a field that the record lacks is passed over. */
  readonly conditions?: readonly ActionCondition[]
  /** Home widgets: columns of twelve. */
  readonly width?: number
}

/** An entry of the palette: leads to a page, or runs one of the module's `commands`. */
export interface CommandItem {
  readonly id: string
  readonly title: Localized
  readonly to?: string
  /** Name among the module's `commands`; its code is loaded when it is chosen. */
  readonly run?: string
  readonly icon?: string
  readonly permission?: string
}

/** What a search provider found. */
export interface SearchHit {
  readonly id: string
  readonly title: string
  readonly subtitle?: string
  readonly to: string
  readonly icon?: string
}

/** Finds things for the palette. A slot at `search.providers` names it as its component. */
export type SearchProvider = (
  words: string,
  options: { readonly signal: AbortSignal; readonly limit: number },
) => Promise<readonly SearchHit[]>

/** Help for the pages below a path. */
export interface HelpTopic {
  readonly path: string
  readonly title: Localized
  readonly text?: Localized
  readonly steps?: readonly Localized[]
  /** Address of the chapter in the guide. */
  readonly guide?: string
}

/** A bundle's `META-INF/crm-ui/plugin.json` after the server has resolved and filtered it. */
export interface PluginManifest {
  readonly id: string
  readonly module?: string
  readonly version: string
  /** Absolute URL of the entry module; changes whenever the content does. */
  readonly entry: string
  readonly css?: readonly string[]
  readonly sdk: string
  /** What people call the capability; the title of its first menu entry without it. */
  readonly title?: Localized
  readonly menu?: readonly MenuItem[]
  readonly routes?: readonly RouteItem[]
  readonly slots?: readonly SlotItem[]
  readonly commands?: readonly CommandItem[]
}

export type NoticeKind = 'success' | 'error' | 'info'

export interface NotifyOptions {
  readonly kind?: NoticeKind
  /** Adds an undo button; the notice then stays for 8 seconds. */
  readonly undo?: () => void
  /** What it is about: an error takes away the undo of the same subject, and those that name none. */
  readonly subject?: string
}

/** Names and payloads of what `ctx.on` hears. */
export interface LiveEvents {
  job: import('./jobs').Job
  /** `id` is null when many records of the type changed at once. */
  record: { type: string; id: string | null; version?: number; operation?: 'created' | 'updated' | 'deleted' | 'restored' }
  /** Somebody changed the saved views of a type. */
  views: { type: string }
  notification: { unread: number; item: import('./notifications').Notification }
  /** More happened than could be told: read again what is shown. Of every type `record` and `views` follow. */
  resync: Readonly<Record<string, never>>
}

/** What a plug-in gets from the console. */
export interface PluginContext {
  readonly manifest: PluginManifest
  readonly http: Http
  readonly t: Translate
  notify(message: string, options?: NotifyOptions): void
  /** Hears live events; returns the function that stops it. Stopped by itself when the plug-in goes. */
  on<K extends keyof LiveEvents>(event: K, listener: (payload: LiveEvents[K]) => void): () => void
  /** Tells the console that something unsaved is on the page as long as `check` says so. */
  dirty(check: () => boolean): () => void
  /** Adds keys; they go when the plug-in goes. */
  shortcuts(list: readonly import('./shortcuts').Shortcut[]): () => void
}

type Dispose = () => void

/** The default export of a plug-in's entry module. */
export interface PluginModule {
  readonly components: Readonly<Record<string, Component>>
  readonly messages?: Messages
  /** What the manifest's `commands` run. */
  readonly commands?: Readonly<Record<string, (ctx: PluginContext) => void | Promise<void>>>
  /** What the slots at `search.providers` name. */
  readonly search?: Readonly<Record<string, SearchProvider>>
  readonly help?: readonly HelpTopic[]
  /** Runs once per loaded version; the returned function runs when that version goes. */
  activate?(ctx: PluginContext): void | Dispose | Promise<void | Dispose>
}

/** Gives the module its type; there is nothing else to it. */
export const definePlugin = (module: PluginModule): PluginModule => module

/** One installed plug-in as the frame keeps it. */
export interface PluginRecord {
  readonly manifest: PluginManifest
  module?: Promise<PluginModule>
  context?: PluginContext
  dispose: Dispose[]
}

/** All plug-ins the user may see, by id; reactive. Only the frame writes it. */
export const plugins: Map<string, PluginRecord> = shallowReactive(new Map<string, PluginRecord>())

export type Placed<T> = T & { readonly plugin: string }

const DEFAULT_ORDER = 100
const byOrder = (a: { order?: number }, b: { order?: number }) => (a.order ?? DEFAULT_ORDER) - (b.order ?? DEFAULT_ORDER)

/** The contributions to an extension point, or to several, in order; changes as plug-ins come and go. */
export function usePoint(point: string | (() => string | readonly string[])): ComputedRef<Placed<SlotItem>[]> {
  return computed(() => {
    const wanted = [typeof point === 'function' ? point() : point].flat()
    return [...plugins.values()]
      .flatMap(({ manifest }) =>
        (manifest.slots ?? []).filter((slot) => wanted.includes(slot.point)).map((slot) => ({ ...slot, plugin: manifest.id })),
      )
      .sort(byOrder)
  })
}

/** Every menu entry of every plug-in, in order. */
export function useMenu(): ComputedRef<Placed<MenuItem>[]> {
  return computed(() =>
    [...plugins.values()]
      .flatMap(({ manifest }) => (manifest.menu ?? []).map((item) => ({ ...item, plugin: manifest.id })))
      .sort(byOrder),
  )
}

/** Link to a page of a record type, or undefined when no installed plug-in shows it. */
export function pageOf(type: string, page: PageKind, id?: string): string | undefined {
  for (const { manifest } of plugins.values()) {
    const route = manifest.routes?.find((one) => one.type === type && one.page === page)
    if (route) return id === undefined ? route.path : route.path.replace(':id', encodeURIComponent(id))
  }
  return undefined
}

/** Id of the plug-in whose outlet a component stands in; provided by the frame. */
export const PLUGIN_ID: InjectionKey<string> = Symbol('plugin id')

let contextOf: ((id: string) => PluginContext) | undefined

/** For the frame. */
export function providePluginContexts(give: (id: string) => PluginContext): void {
  contextOf = give
}

/** The context of a plug-in, to be called from its own components. */
export function usePlugin(id: string): PluginContext {
  if (!contextOf) throw new Error('usePlugin was called outside the console')
  return contextOf(id)
}

/** The component that draws a plug-in's part behind an error boundary; provided by the frame. */
export const OUTLET: InjectionKey<Component> = Symbol('plug-in outlet')
