import type { RecordData, Reference } from '@penglai/sdk'

const title = (value: unknown) => (value as Reference | null | undefined)?.title ?? ''

/** The text of a canned reply with what the ticket says in place of its placeholders. */
export function filled(body: string, ticket: RecordData, agent: string): string {
  const values: Record<string, string> = {
    customer: title(ticket['customer']),
    contact: title(ticket['contact']) || title(ticket['customer']),
    ticketNo: String(ticket['ticketNo'] ?? ''),
    subject: String(ticket['subject'] ?? ''),
    agent,
  }
  return body.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
}
