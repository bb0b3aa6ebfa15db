import { addDraft, plugins, provideNotices, usePoint, type PluginManifest } from '@penglai/sdk'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { notices, showNotice } from '../src/notices/notices'
import { reconcile } from '../src/host/reconcile'

vi.mock('../src/host/loader', () => ({
  nameOf: (manifest: PluginManifest) => manifest.id,
  newRecord: (manifest: PluginManifest) => ({ manifest, dispose: [] }),
  load: vi.fn(async (record: { manifest: PluginManifest }) => {
    if (record.manifest.entry.includes('broken')) throw new Error('Cannot be loaded')
    return { components: {} }
  }),
  unload: vi.fn(),
}))

const manifest = (entry: string): PluginManifest => ({
  id: 'sales',
  version: '1.0.0',
  entry,
  sdk: '^1.0',
  routes: [{ path: '/sales', component: 'Page' }],
  slots: [{ point: 'home.widgets', id: 'w', component: 'W', title: 'W' }],
})
const newRouter = () =>
  createRouter({ history: createMemoryHistory(), routes: [{ path: '/:rest(.*)*', component: { template: '<i/>' } }] })
const isServed = (router: ReturnType<typeof newRouter>) => router.resolve('/sales').meta.plugin === 'sales'

describe('plug-ins that come and go', () => {
  beforeEach(() => {
    provideNotices(showNotice)
    plugins.clear()
    notices.splice(0)
  })

  it('adds and removes routes and contributions', async () => {
    const router = newRouter()
    const widgets = usePoint('home.widgets')
    await reconcile(router, [manifest('/a.js')], true)
    expect(isServed(router)).toBe(true)
    expect(widgets.value).toHaveLength(1)
    await reconcile(router, [], false)
    expect(isServed(router)).toBe(false)
    expect(widgets.value).toHaveLength(0)
  })

  it('keeps the old version when the new one cannot be loaded', async () => {
    const router = newRouter()
    await reconcile(router, [manifest('/a.js')], true)
    plugins.get('sales')!.module = Promise.resolve({ components: {} })
    await reconcile(router, [manifest('/broken.js')], false)
    expect(plugins.get('sales')?.manifest.entry).toBe('/a.js')
    expect(notices.at(-1)?.kind).toBe('error')
  })

  it('waits while something is unsaved and offers to go on', async () => {
    const router = newRouter()
    await reconcile(router, [manifest('/a.js')], true)
    const saved = addDraft(() => true, 'sales')
    await reconcile(router, [manifest('/b.js')], false)
    expect(plugins.get('sales')?.manifest.entry).toBe('/a.js')
    const offer = notices.find((notice) => notice.action)
    offer?.action?.run()
    await vi.waitFor(() => expect(plugins.get('sales')?.manifest.entry).toBe('/b.js'))
    saved()
  })

  it('leaves out a plug-in built for another contract', async () => {
    await reconcile(newRouter(), [{ ...manifest('/a.js'), sdk: '^2.0' }], true)
    expect(plugins.size).toBe(0)
  })
})
