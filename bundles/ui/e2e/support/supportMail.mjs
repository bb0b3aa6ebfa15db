import { createRecord } from './actions.mjs'

export const INBOX = 'support@penglai.example'
/** Mailboxes are looked into every half minute. */
export const FETCHED = { timeout: 90_000 }

const fetching = ({ imap, pop3 }) => (imap ? { protocol: 'imap', port: imap } : { protocol: 'pop3', port: pop3 })

/** Where mail comes from and goes to, by IMAP where the server has it; the mailbox feeds a queue of its own, whose id is given back. */
export async function connectMail(page, ctx, server) {
  const unique = `${ctx.unique}${server.smtp}`
  const place = { host: '127.0.0.1', encryption: 'none', active: true }
  const sender = { ...place, name: `客服${unique}`, address: INBOX, displayName: '蓬莱客服', port: server.smtp }
  const box = { ...place, name: `收件${unique}`, address: INBOX, username: INBOX, ...fetching(server) }
  const { id: senderId } = await createRecord(page, 'mailSenders', sender)
  const { id: mailbox } = await createRecord(page, 'mailboxes', { ...box, destination: 'tickets' })
  await page.evaluate(async (id) => {
    const { csrfToken } = await (await fetch('/api/v1/session')).json()
    await fetch(`/api/v1/mailboxes/${id}/password`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrfToken },
      body: JSON.stringify({ password: 'secret' }),
    })
  }, mailbox)
  const queue = { name: `售后${unique}`, mailbox, sender: senderId, signature: '蓬莱客服' }
  return (await createRecord(page, 'ticketQueues', queue)).id
}
