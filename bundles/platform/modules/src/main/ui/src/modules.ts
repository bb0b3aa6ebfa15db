import { http, type Localized } from '@penglai/sdk'

export interface Cost {
  readonly kind: string
  readonly label: Localized
  readonly calls: number
  readonly failures: number
  readonly timeouts: number
  readonly refused: number
  readonly seconds: number
  readonly cpuSeconds: number
}

export interface Module {
  readonly id: string
  readonly version: string
  readonly state: 'running' | 'starting' | 'stopped' | 'failed'
  readonly health: 'green' | 'yellow' | 'red'
  readonly message?: Localized
  readonly provides: { readonly types?: readonly string[]; readonly ui?: readonly string[] }
  readonly versions: readonly string[]
  /** The version that ran before, if it can be run. */
  readonly former?: string
  readonly costs: readonly Cost[]
}

/** Removed, with its data kept. */
export interface Removed {
  readonly id: string
  readonly version: string
  readonly versions: readonly string[]
}

export interface Change {
  readonly at: string
  readonly byName: string
  readonly modules: string
  readonly operation: string
  readonly outcome: 'done' | 'refused' | 'rolledBack'
  readonly reason?: Localized
  readonly milliseconds: number
  /** For how long writes waited; missing if they did not. */
  readonly heldMilliseconds?: number
}

export interface Step {
  readonly id: string
  readonly from: string | null
  readonly to: string
}

export interface Plan {
  readonly steps: readonly Step[]
  readonly possible: boolean
  readonly problem?: Localized
}

export interface Wanted {
  readonly id: string
  readonly version: string
}

/** Password and code; nothing where they were right a moment ago. */
export type Proof = Readonly<Record<string, unknown>>
export type Fate = 'keep' | 'export' | 'purge'

const url = '/api/v1/modules'
const action = (id: string, name: string) => `${url}/${encodeURIComponent(id)}/actions/${name}`

function form(file: File, proof: Proof): FormData {
  const parts = new FormData()
  for (const [name, text] of Object.entries(proof)) if (typeof text === 'string') parts.set(name, text)
  parts.set('file', file)
  return parts
}

export const modules = {
  list: () => http.get<{ items: Module[]; removed: Removed[] }>(url),
  history: async () => (await http.get<{ items: Change[] }>(`${url}/changes`)).items,
  plan: (wanted: readonly Wanted[]) => http.post<Plan>(`${url}/plan`, { modules: wanted }),
  change: (wanted: readonly Wanted[], proof: Proof) => http.post(`${url}/changes`, { modules: wanted, ...proof }),
  /** Takes a module archive in; runs nothing. */
  stage: (file: File, proof: Proof) => http.post<Plan>(url, form(file, proof)),
  act: (id: string, name: 'start' | 'stop' | 'rollback', proof: Proof) => http.post(action(id, name), proof),
  /** Answers with the name of the archive where there is one. */
  remove: (id: string, data: Fate, proof: Proof) =>
    http.post<{ archive?: string } | undefined>(action(id, 'uninstall'), { data, ...proof }),
  importData: (file: File, proof: Proof) => http.post<{ module: string }>(`${url}/archives`, form(file, proof)),
  archive: (name: string) => `${url}/archives/${encodeURIComponent(name)}`,
}

/** What a module's code has cost in all; milliseconds a call only where there were calls. */
export function total(costs: readonly Cost[]) {
  const sum = (of: (cost: Cost) => number) => costs.reduce((all, cost) => all + of(cost), 0)
  const calls = sum((cost) => cost.calls)
  return {
    calls,
    errors: sum((cost) => cost.failures + cost.timeouts + cost.refused),
    cpuSeconds: sum((cost) => cost.cpuSeconds),
    milliseconds: calls > 0 ? (sum((cost) => cost.seconds) / calls) * 1000 : undefined,
  }
}
