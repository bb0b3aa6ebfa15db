/** One field of a request that the server refused. */
export interface FieldError {
  readonly field: string
  readonly code: string
  readonly message: string
}

/** The body of an `application/problem+json` answer (RFC 9457). */
export interface ProblemBody {
  readonly title?: string
  readonly status?: number
  readonly detail?: string
  readonly code?: string
  readonly traceId?: string
  readonly errors?: readonly FieldError[]
}

/** Any answer of the server that is not a success, or no answer at all (`status` 0). */
export class ApiProblem extends Error {
  readonly status: number
  readonly code: string
  readonly errors: readonly FieldError[]
  readonly traceId: string | undefined

  constructor(status: number, body: ProblemBody) {
    super(body.detail || body.title || `HTTP ${status}`)
    this.name = 'ApiProblem'
    this.status = status
    this.code = body.code ?? ''
    this.errors = body.errors ?? []
    this.traceId = body.traceId
  }
}

/** The text to show a person for anything that was thrown. */
export function problemText(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** Turns an unsuccessful response into a typed error, whatever its body is. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const isJson = (response.headers.get('content-type') ?? '').includes('json')
  const body = isJson ? ((await response.json().catch(() => ({}))) as ProblemBody) : {}
  return new ApiProblem(response.status, body.title || body.detail ? body : { ...body, title: response.statusText })
}
