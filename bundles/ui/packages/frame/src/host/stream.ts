import {
  allTypes,
  emitLive,
  hasDrafts,
  http,
  localized,
  type Job,
  type LiveEvents,
  refreshTypes,
  type PluginManifest,
} from '@penglai/sdk'
import { ref } from 'vue'
import type { Router } from 'vue-router'
import { pageFor, showOnDesktop } from '../inbox/desktop'
import { addNotice } from '../notices/notices'
import { earlyOr } from '../session/early'
import { t } from '../text'
import { reconcile } from './reconcile'

export interface PluginList {
  readonly revision: number
  readonly frame?: string
  readonly plugins: readonly PluginManifest[]
}

type Message =
  | { kind: 'plugins'; body: PluginList }
  | { kind: 'job'; body: Job }
  | { kind: 'record'; body: LiveEvents['record'] }
  | { kind: 'notification'; body: LiveEvents['notification'] }
  | { kind: 'views'; body: LiveEvents['views'] }
  | { kind: 'types' }
  | { kind: 'resync' }
  | { kind: 'state'; body: LinkState }
type LinkState = 'connecting' | 'live' | 'lost'

const PLUGINS = '/api/v1/ui/plugins'
/** All open pages hear of an exchange at once: they follow one after the other, so that the server has not all of them at its door. */
const SPREAD_MS = 600
const CHANNEL = 'penglai-live'
const RETRY_MS = 3000
/** A stream that is back by then was not missed. */
const GRACE_MS = 6000

/** Whether live changes reach this page. */
export const link = ref<LinkState>('connecting')

let frameVersion: string | undefined

/** An open page keeps the frame it was loaded with; a newer one needs a reload, when the user likes. */
function noteFrame(version: string | undefined) {
  if (!version || version === frameVersion) return
  if (frameVersion !== undefined)
    addNotice({
      message: t('frameChanged'),
      kind: 'info',
      sticky: true,
      action: { label: t('reload'), run: () => location.reload() },
    })
  frameVersion = version
}

/** The same code with other parts: somebody changed what the user may do. A fresh page is made of it. */
function noteRights() {
  const run = () => location.reload()
  if (!hasDrafts()) return run()
  addNotice({ message: t('rightsChanged'), kind: 'info', sticky: true, action: { label: t('reload'), run } })
}

/** More was missed than the server can tell: whatever shows something reads it again, as after many changes of its type. */
export async function readAnew(): Promise<void> {
  refreshTypes()
  emitLive('resync', {})
  for (const { type } of await allTypes().catch(() => [])) {
    emitLive('record', { type, id: null })
    emitLive('views', { type })
  }
}

/**
 * Follows the server's events. Browsers allow six connections to a host over HTTP/1.1 and a stream
 * holds one, so one tab listens and passes everything on to the others.
 */
export function followServer(router: Router): Promise<void> {
  const bus = new BroadcastChannel(CHANNEL)
  let queue = Promise.resolve()
  let seen = ''
  let seenParts = ''
  let first = true

  const takePlugins = (list: PluginList): Promise<void> => {
    queue = queue
      .then(async () => {
        const key = JSON.stringify(list.plugins.map(({ id, entry }) => [id, entry]))
        noteFrame(list.frame)
        const parts = JSON.stringify(list.plugins)
        if (key === seen && !first) {
          if (parts !== seenParts) noteRights()
          seenParts = parts
          return
        }
        seenParts = parts
        const initial = first
        first = false
        seen = key
        if (!initial) await new Promise((done) => setTimeout(done, Math.random() * SPREAD_MS))
        await reconcile(router, list.plugins, initial)
      })
      .catch((error: unknown) => console.error(error))
    return queue
  }

  const take = (message: Message): void => {
    if (message.kind === 'plugins') void takePlugins(message.body)
    else if (message.kind === 'job') emitLive('job', message.body)
    else if (message.kind === 'record') emitLive('record', message.body)
    else if (message.kind === 'notification') takeNotification(message.body)
    else if (message.kind === 'views') emitLive('views', message.body)
    else if (message.kind === 'types') refreshTypes()
    else if (message.kind === 'resync') void readAnew()
    else link.value = message.body
  }
  /** Everybody counts it; the page that is being looked at says it. */
  const takeNotification = (body: LiveEvents['notification']) => {
    emitLive('notification', body)
    if (document.hidden) return
    const to = pageFor(body.item) ?? '/notifications'
    const action = { label: t('show'), run: () => void router.push(to) }
    addNotice({ message: [localized(body.item.title), body.item.text].filter(Boolean).join(' · '), kind: 'info', action })
  }
  const tell = (message: Message) => {
    take(message)
    bus.postMessage(message)
  }
  bus.onmessage = (event: MessageEvent<Message>) => take(event.data)

  const ask = () => http.get<PluginList>(PLUGINS)
  const snapshot = () => ask().then(takePlugins)

  lead(() => listen(tell, snapshot, (item) => showOnDesktop(router, item)))
  // The stream begins with the list, so that an early answer cannot stay behind.
  return earlyOr(PLUGINS, ask).then(takePlugins)
}

/** Runs the work in one tab of the browser at a time; without locks (plain HTTP), only while the tab is visible. */
function lead(work: () => () => void): void {
  if ('locks' in navigator) {
    void navigator.locks.request(CHANNEL, () => new Promise<never>(() => void work()))
    return
  }
  let stop: (() => void) | undefined
  const follow = () => {
    if (document.hidden) {
      stop?.()
      stop = undefined
    } else {
      stop ??= work()
    }
  }
  document.addEventListener('visibilitychange', follow)
  follow()
}

/** Opens the stream and keeps it open; returns the function that closes it. */
function listen(
  tell: (message: Message) => void,
  snapshot: () => Promise<void>,
  onDesktop: (item: LiveEvents['notification']['item']) => void,
): () => void {
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let grace: ReturnType<typeof setTimeout> | undefined

  const open = () => {
    source = new EventSource('/api/v1/events')
    const on = <T>(name: string, pass: (body: T) => void) =>
      source?.addEventListener(name, (event) => pass(JSON.parse((event as MessageEvent<string>).data) as T))
    source.onopen = () => {
      clearTimeout(grace)
      grace = undefined
      tell({ kind: 'state', body: 'live' })
    }
    on<PluginList>('plugins', (body) => tell({ kind: 'plugins', body }))
    on<Job>('job', (body) => tell({ kind: 'job', body }))
    on<LiveEvents['record']>('record', (body) => tell({ kind: 'record', body }))
    on<LiveEvents['notification']>('notification', (body) => {
      tell({ kind: 'notification', body })
      onDesktop(body.item)
    })
    on<LiveEvents['views']>('views', (body) => tell({ kind: 'views', body }))
    on('types', () => tell({ kind: 'types' }))
    on('resync', () => tell({ kind: 'resync' }))
    source.onerror = () => {
      grace ??= setTimeout(() => tell({ kind: 'state', body: 'lost' }), GRACE_MS)
      if (source?.readyState !== EventSource.CLOSED) return
      // The server refused: asking for the list shows why, and asks to sign in where that is it.
      timer = setTimeout(
        () =>
          void snapshot()
            .catch(() => undefined)
            .finally(open),
        RETRY_MS,
      )
    }
  }
  open()
  return () => {
    clearTimeout(timer)
    clearTimeout(grace)
    source?.close()
  }
}
