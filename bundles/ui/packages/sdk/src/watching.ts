import { http } from './http'

export interface Watching {
  readonly watching: boolean
  readonly watchers: number
}

const path = (type: string, id: string) => `/api/v1/${type}/${encodeURIComponent(id)}/watch`

/** Hearing of changes to a record. */
export const watching = {
  get: (type: string, id: string): Promise<Watching> => http.get<Watching>(path(type, id)),
  set: async (type: string, id: string, on: boolean): Promise<void> =>
    void (await http.send(on ? 'PUT' : 'DELETE', path(type, id))),
}
