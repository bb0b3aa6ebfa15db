import { plugins } from '@penglai/sdk'

/** The types that links may lead to where they are not restricted: those with pages. */
export function linkTypes(): string[] {
  const routes = [...plugins.values()].flatMap(({ manifest }) => manifest.routes ?? [])
  return [...new Set(routes.filter((route) => route.page === 'record').flatMap(({ type }) => type ?? []))]
}
