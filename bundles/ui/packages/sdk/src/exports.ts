import { translator } from './localized'
import { ApiProblem, problemOf } from './problem'
import { queryOf } from './records'

export interface ExportRequest {
  readonly format: 'csv' | 'xlsx' | 'vcf'
  readonly encoding?: string
  readonly filter?: string
  readonly q?: string
  readonly sort?: string
  /** Names of the columns separated by commas; left out for all. */
  readonly fields?: string
}

export interface ExportedFile {
  readonly name: string
  readonly rows: number
  readonly content: Blob
}

const nameOf = (disposition: string): string | undefined => {
  const coded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1]
  return coded ? decodeURIComponent(coded) : undefined
}

/** Bringing records of a type into a file. */
export const exports = {
  /**
   * Fetches the whole file before it is offered: a refusal can be told, and a file that broke off half-way never
   * reaches the disk.
   */
  async fetch(type: string, request: ExportRequest, signal?: AbortSignal): Promise<ExportedFile> {
    const url = `/api/v1/${encodeURIComponent(type)}/export${queryOf(request)}`
    const response = await fetch(url, { credentials: 'same-origin', ...(signal ? { signal } : {}) }).catch((error: unknown) => {
      throw signal?.aborted ? error : new ApiProblem(0, { code: 'offline', title: translator('sdk')('offline') })
    })
    if (!response.ok) throw await problemOf(response)
    return {
      name: nameOf(response.headers.get('Content-Disposition') ?? '') ?? `${type}.${request.format}`,
      rows: Number(response.headers.get('X-Total-Count') ?? 0),
      content: await response.blob(),
    }
  },
}
