const headOf = (part) => part.slice(0, Math.max(0, part.search(/\r?\n\r?\n/)))

function bytes(encoding, body) {
  if (encoding === 'base64') return Buffer.from(body, 'base64')
  if (encoding !== 'quoted-printable') return Buffer.from(body, 'latin1')
  const plain = body.replace(/=\r?\n/g, '')
  return Buffer.from(
    plain.replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  )
}

/** A mail's parts as text, heads included: what is quoted-printable or base64 (RFC 2045) is decoded, all of it is UTF-8. */
export function readable(mail) {
  return mail
    .split(/\r?\n--[^\r\n]+/)
    .map((part) => {
      const head = headOf(part)
      const encoding = /^content-transfer-encoding:\s*(\S+)/im.exec(head)?.[1]?.toLowerCase()
      return `${head}\n${bytes(encoding, part.slice(head.length).trim()).toString('utf8')}`
    })
    .join('\n')
}
