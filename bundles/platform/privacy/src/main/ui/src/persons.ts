import { http } from '@penglai/sdk'

/** What an erasure would take. */
export interface Preview {
  readonly title: string
  readonly fields: number
  readonly owned: Readonly<Record<string, number>>
  readonly shared: Readonly<Record<string, number>>
  readonly attachments: number
}

export interface Erasure {
  readonly type: string
  readonly id: string
  readonly at: string
  readonly reason: string
}

const personUrl = (type: string, id: string) => `/api/v1/privacy/persons/${encodeURIComponent(type)}/${encodeURIComponent(id)}`

export const persons = {
  preview: (type: string, id: string) => http.get<Preview>(personUrl(type, id)),
  export: async (type: string, id: string): Promise<string> =>
    (await http.post<{ id: string }>(`${personUrl(type, id)}/export`, {})).id,
  erase: (type: string, id: string, reason: string, confirmation: string) =>
    http.post<Preview>(`${personUrl(type, id)}/erase`, { reason, confirmation }),
  erasures: async () => (await http.get<{ items: Erasure[] }>('/api/v1/privacy/erasures')).items,
}
