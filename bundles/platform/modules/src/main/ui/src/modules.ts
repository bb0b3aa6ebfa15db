import { http, type Localized } from '@penglai/sdk'

export interface Module {
  readonly id: string
  readonly version: string
  readonly state: 'running' | 'starting' | 'stopped' | 'failed'
  readonly health: 'green' | 'yellow' | 'red'
  readonly message?: Localized
  readonly provides: { readonly types?: readonly string[]; readonly ui?: readonly string[] }
  readonly versions: readonly string[]
}

export interface Change {
  readonly at: string
  readonly modules: string
  readonly outcome: 'done' | 'refused' | 'rolledBack'
  readonly reason?: Localized
  readonly milliseconds: number
}

export interface Plan {
  readonly possible: boolean
  readonly problem?: Localized
}

const url = '/api/v1/modules'
const one = (id: string, version: string) => [{ id, version }]

export const modules = {
  list: async () => (await http.get<{ items: Module[] }>(url)).items,
  history: async () => (await http.get<{ items: Change[] }>(`${url}/changes`)).items,
  plan: (id: string, version: string) => http.post<Plan>(`${url}/plan`, { modules: one(id, version) }),
  change: (id: string, version: string, proof: object) => http.post(`${url}/changes`, { modules: one(id, version), ...proof }),
}
