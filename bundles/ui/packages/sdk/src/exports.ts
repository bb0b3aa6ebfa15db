import { translator } from './localized'
import { ApiProblem, problemOf } from './problem'
import { queryOf } from './records'
import { session } from './session'

export interface ExportRequest {
  readonly format: 'csv' | 'xlsx' | 'vcf'
  readonly encoding?: string
  readonly filter?: string
  readonly q?: string
  readonly sort?: string
  /** Names of the columns separated by commas; left out for all. */
  readonly fields?: string
  /** Up to 5,000 records, in this order, instead of those that filter and search find. */
  readonly ids?: readonly string[]
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
    const { ids, ...rest } = request
    const url = `/api/v1/${encodeURIComponent(type)}/export`
    const body = { ...rest, fields: rest.fields?.split(',').filter(Boolean), ids }
    const asked: RequestInit = ids
      ? {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': session.value?.csrfToken ?? '' },
          body: JSON.stringify(body),
        }
      : {}
    const response = await fetch(ids ? url : url + queryOf(rest), {
      ...asked,
      credentials: 'same-origin',
      ...(signal ? { signal } : {}),
    }).catch((error: unknown) => {
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
