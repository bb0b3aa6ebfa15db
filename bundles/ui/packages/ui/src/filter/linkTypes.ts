import { plugins } from '@penglai/sdk'

/** Groups of the navigation whose records others are about, the likeliest first. */
const BUSINESS = ['customers', 'sales', 'support', 'marketing']

/** The types that links may lead to where they are not restricted: those with pages, business first. */
export function linkTypes(): string[] {
  const manifests = [...plugins.values()].map(({ manifest }) => manifest)
  const menu = manifests
    .flatMap((manifest) => manifest.menu ?? [])
    .filter(({ group }) => BUSINESS.includes(group ?? ''))
    .sort((a, b) => BUSINESS.indexOf(a.group ?? '') - BUSINESS.indexOf(b.group ?? '') || (a.order ?? 0) - (b.order ?? 0))
  const routes = manifests.flatMap((manifest) => manifest.routes ?? [])
  const types = routes.filter((route) => route.page === 'record').flatMap(({ type }) => type ?? [])
  const place = (type: string) => {
    const list = routes.find((route) => route.type === type && route.page === 'list')?.path
    const at = menu.findIndex(({ to }) => to === list)
    return at < 0 ? menu.length : at
  }
  return [...new Set(types)].sort((a, b) => place(a) - place(b))
}
