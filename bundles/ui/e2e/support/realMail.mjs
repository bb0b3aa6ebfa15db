import { readdirSync, readFileSync } from 'node:fs'
import { createConnection } from 'node:net'
import { join } from 'node:path'

/** Mail servers that somebody else runs: Postfix takes mail, the mailboxes are folders (Maildir). */
export function openRealMail(description) {
  const [smtp, imap, boxes] = description.split(',')

  /** Gives a mail of bytes to the server (RFC 5321). */
  async function post(from, to, source) {
    const socket = createConnection(Number(smtp), '127.0.0.1')
    const said = lines(socket)
    const say = async (line) => {
      if (line !== undefined) socket.write(line)
      const answer = await said()
      if (!/^[23]/.test(answer)) throw new Error(`${line}: ${answer}`)
    }
    try {
      await say()
      await say('HELO customer.example\r\n')
      await say(`MAIL FROM:<${from}>\r\n`)
      await say(`RCPT TO:<${to}>\r\n`)
      await say('DATA\r\n')
      socket.write(source)
      await say('\r\n.\r\n')
      await say('QUIT\r\n')
    } finally {
      socket.destroy()
    }
  }

  /** What lies in a mailbox, each mail as text; nothing before the first one came. */
  function box(address) {
    return ['new', 'cur'].flatMap((part) => {
      const folder = join(boxes, address, part)
      try {
        return readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'))
      } catch {
        return []
      }
    })
  }

  return { smtp: Number(smtp), imap: Number(imap), post, box }
}

/** Answers of a server, line by line. */
function lines(socket) {
  const waiting = []
  const wanted = []
  let rest = ''
  socket.setEncoding('latin1')
  socket.on('data', (data) => {
    const parts = (rest + data).split('\r\n')
    rest = parts.pop()
    for (const line of parts) (wanted.shift() ?? ((one) => waiting.push(one)))(line)
  })
  socket.on('error', (error) => wanted.splice(0).forEach((answer) => answer(`500 ${error.message}`)))
  return () => new Promise((answer) => (waiting.length > 0 ? answer(waiting.shift()) : wanted.push(answer)))
}
