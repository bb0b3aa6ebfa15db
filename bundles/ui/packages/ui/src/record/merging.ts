import { plugins, type TypeMeta } from '@penglai/sdk'

/** Whether somebody may make one record of several of the type; the page for that comes with the records plug-in. */
export const isMergeable = (meta: TypeMeta): boolean =>
  plugins.has('records') &&
  (meta.traits ?? []).includes('duplicates') &&
  ['update', 'delete'].every((right) => meta.can.includes(right))

/** The page that makes one record of several. */
export const mergePage = (type: string, ids: readonly string[]): string => `/merge?type=${type}&ids=${ids.join()}`
