import { localized, type PageKind, type PluginManifest } from '@penglai/sdk'
import type { Router } from 'vue-router'
import PluginPage from './PluginPage.vue'

declare module 'vue-router' {
  interface RouteMeta {
    /** Title for the browser's tab, read at each change so that it follows the language. */
    title?: () => string
    plugin?: string
    /** The record type a page shows, and how. */
    type?: string
    page?: PageKind
  }
}

const removers = new Map<string, (() => void)[]>()

export function removeRoutes(id: string): void {
  for (const remove of removers.get(id) ?? []) remove()
  removers.delete(id)
}

export function addRoutes(router: Router, manifest: PluginManifest): void {
  removeRoutes(manifest.id)
  const routes = (manifest.routes ?? []).map((route) =>
    router.addRoute({
      path: route.path,
      name: `${manifest.id}:${route.path}`,
      component: PluginPage,
      props: (to) => ({ plugin: manifest.id, name: route.component, params: { ...to.params } }),
      meta: {
        plugin: manifest.id,
        ...(route.type ? { type: route.type } : {}),
        ...(route.page ? { page: route.page } : {}),
        title: () =>
          localized(route.title ?? manifest.menu?.find((item) => item.to === route.path)?.title ?? manifest.menu?.[0]?.title),
      },
    }),
  )
  removers.set(manifest.id, routes)
}

/** The router keeps the matched record of the current page until it navigates: ask it again. */
export async function askRouteAgain(router: Router): Promise<void> {
  const current = router.currentRoute.value
  const now = router.resolve(current.fullPath)
  if (now.matched[0] !== current.matched[0])
    await router.replace({ path: now.path, query: now.query, hash: now.hash, force: true })
}
