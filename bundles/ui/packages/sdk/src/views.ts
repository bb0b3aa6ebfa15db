import { http } from './http'
import { queryOf, type Reference } from './records'

export const AUDIENCES = ['owner', 'department', 'all'] as const
export type Audience = (typeof AUDIENCES)[number]

/** What a list shows, kept under a name by a user. */
export interface SavedView {
  readonly id: string
  readonly type: string
  readonly name: string
  readonly filter: string
  readonly q: string
  readonly sort: string
  readonly columns: readonly string[]
  readonly groupBy: string | null
  readonly density?: string | null
  readonly shared: boolean
  /** With whom: nobody else, the owner's department and those below it, or everybody. */
  readonly sharedWith?: Audience
  readonly mine: boolean
  readonly default: boolean
  readonly owner?: Reference | null
  readonly version: number
}

export type ViewValues = Partial<
  Pick<SavedView, 'name' | 'filter' | 'q' | 'sort' | 'columns' | 'groupBy' | 'density' | 'shared' | 'sharedWith'> & {
    type: string
  }
>

const path = (id: string) => `/api/v1/views/${encodeURIComponent(id)}`

/** The user's own views of a type and those that others share. */
export const views = {
  list: async (type: string): Promise<readonly SavedView[]> =>
    (await http.get<{ items: SavedView[] }>(`/api/v1/views${queryOf({ type })}`)).items,
  create: (values: ViewValues): Promise<SavedView> => http.post<SavedView>('/api/v1/views', values),
  update: (id: string, values: ViewValues): Promise<SavedView> => http.patch<SavedView>(path(id), values),
  remove: (id: string): Promise<void> => http.delete(path(id)),
  /** Makes a view the one this user's list opens with, or no longer. */
  setDefault: (id: string, chosen: boolean): Promise<unknown> => http.post(`${path(id)}/actions/default`, { default: chosen }),
}
