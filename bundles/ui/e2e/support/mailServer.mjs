import { createServer } from 'node:net'

/** Listens on a free port of the loopback and answers line by line. */
async function listen(greeting, answer) {
  const server = createServer((socket) => {
    const state = {}
    let rest = ''
    socket.setEncoding('utf8')
    socket.on('error', () => undefined)
    socket.write(`${greeting}\r\n`)
    socket.on('data', (data) => {
      rest += data
      for (let at = rest.indexOf('\r\n'); at >= 0; at = rest.indexOf('\r\n')) {
        const line = rest.slice(0, at)
        rest = rest.slice(at + 2)
        const said = answer(line, state)
        if (said !== undefined) socket.write(`${said}\r\n`)
        if (state.over) socket.end()
      }
    })
  })
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready))
  return { port: server.address().port, close: () => server.close() }
}

const stuffed = (mail) => mail.replace(/\r?\n/g, '\r\n').replace(/^\./gm, '..')

/** A mailbox that is fetched from by POP3 (RFC 1939), and a server that takes mail by SMTP (RFC 5321): no more than that. */
export async function openMailServer() {
  const waiting = []
  const sent = []

  const listing = (words, each) => {
    if (words[1]) return waiting[words[1] - 1] === undefined ? '-ERR' : `+OK ${each(words[1] - 1)}`
    return ['+OK', ...waiting.map((_, at) => each(at)), '.'].join('\r\n')
  }
  const pop3 = await listen('+OK', (line, state) => {
    const words = line.split(' ')
    switch (words[0].toUpperCase()) {
      case 'CAPA':
        return '+OK\r\nUIDL\r\nTOP\r\nUSER\r\n.'
      case 'STAT':
        return `+OK ${waiting.length} ${waiting.join('').length}`
      case 'LIST':
        return listing(words, (at) => `${at + 1} ${Buffer.byteLength(stuffed(waiting[at]))}`)
      case 'UIDL':
        return listing(words, (at) => `${at + 1} mail-${at + 1}`)
      case 'RETR':
        return `+OK\r\n${stuffed(waiting[words[1] - 1])}\r\n.`
      case 'TOP':
        return `+OK\r\n${stuffed(waiting[words[1] - 1]).split('\r\n\r\n')[0]}\r\n\r\n.`
      case 'QUIT':
        state.over = true
        return '+OK'
      default:
        return '+OK'
    }
  })
  const smtp = await listen('220 here', (line, state) => {
    if (state.mail) {
      if (line !== '.') return void state.mail.push(line.replace(/^\.\./, '.'))
      sent.push(state.mail.join('\n'))
      state.mail = undefined
      return '250 taken'
    }
    switch (line.slice(0, 4).toUpperCase()) {
      case 'EHLO':
        return '250-here\r\n250 8BITMIME'
      case 'DATA':
        state.mail = []
        return '354 go on'
      case 'QUIT':
        state.over = true
        return '221 bye'
      default:
        return '250 fine'
    }
  })
  return {
    pop3: pop3.port,
    smtp: smtp.port,
    /** Mail that was sent here, the latest last. */
    sent,
    /** Puts a mail into the mailbox, of text or else of HTML. */
    deliver({ from, to, id, subject, text, html, headers = [] }) {
      const head = [`From: ${from}`, `To: ${to}`, `Message-ID: ${id}`, `Subject: ${subject}`, ...headers]
      const type = `Content-Type: text/${html ? 'html' : 'plain'}; charset=UTF-8`
      const kind = ['MIME-Version: 1.0', type, 'Content-Transfer-Encoding: 8bit']
      waiting.push([...head, ...kind, '', html ?? text].join('\n'))
    },
    close() {
      pop3.close()
      smtp.close()
    },
  }
}
