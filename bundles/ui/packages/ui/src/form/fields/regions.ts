import { http, type Region } from '@penglai/sdk'

export interface RegionNode {
  readonly code: string
  readonly name: string
  readonly parent: string | null
}

let loaded: Promise<readonly RegionNode[]> | undefined

/** The division list of the platform: some thousand rows that never change within a release. */
export function loadRegions(): Promise<readonly RegionNode[]> {
  loaded ??= http.get<{ items: RegionNode[] }>('/api/v1/meta/regions').then(({ items }) => items)
  loaded.catch(() => {
    loaded = undefined
  })
  return loaded
}

/** A region and those it lies in, the widest first. */
export function pathOf(regions: readonly RegionNode[], code: string | undefined): RegionNode[] {
  const path: RegionNode[] = []
  for (let next = code ?? null; next !== null; ) {
    const node = regions.find((one) => one.code === next)
    if (!node || path.includes(node)) break
    path.unshift(node)
    next = node.parent
  }
  return path
}

export const asRegion = (path: readonly RegionNode[]): Region | null => {
  const last = path.at(-1)
  return last ? { code: last.code, title: path.map((one) => one.name).join('') } : null
}
