/**
 * A stand-in for the server while working on the pages: data in memory, the same addresses.
 * node server.mjs [port]; any user name with the password "admin".
 */
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import path from 'node:path'
import { answerFile } from './around.mjs'
import { admin } from './data.mjs'
import { jobs } from './imports.mjs'
import { change, moduleList, openStream, placeOf, pluginList } from './live.mjs'
import { regions, types } from './meta.mjs'
import { announce, answerMessages, answerPreferences } from './personal.mjs'
import { answerRecords, findJob, problem } from './records.mjs'

const port = Number(process.argv[2] ?? process.env.PORT ?? 8190)
const DIST = path.resolve(import.meta.dirname, '../packages/frame/dist')
const KINDS = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
}
const sessions = new Set()
const ok = (body, status = 200, headers = {}) => ({ status, body, headers })
const sessionBody = () => ({ user: admin, permissions: ['*'], csrfToken: 'dev', instance: 'dev' })
const cookieOf = (request) => /crm_session_dev=([^;]+)/.exec(request.headers.cookie ?? '')?.[1]

function policy() {
  const { scriptHashes } = JSON.parse(readFileSync(path.join(DIST, 'csp.json'), 'utf8'))
  return `default-src 'self'; script-src 'self' ${scriptHashes.map((hash) => `'${hash}'`).join(' ')}; style-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'`
}

function sendFile(request, response, file, headers) {
  const zipped = /gzip/.test(request.headers['accept-encoding'] ?? '') && existsSync(`${file}.gz`)
  response.writeHead(200, {
    'Content-Type': KINDS[path.extname(file)] ?? 'application/octet-stream',
    ...(zipped ? { 'Content-Encoding': 'gzip' } : {}),
    ...headers,
  })
  createReadStream(zipped ? `${file}.gz` : file).pipe(response)
}

function sendStatic(url, request, response) {
  const [, area, id, , ...rest] = url.pathname.split('/')
  const file = area === 'plugins' ? path.join(placeOf(id) ?? '', ...rest) : path.join(DIST, url.pathname)
  if ((area === 'assets' || area === 'plugins') && existsSync(file) && statSync(file).isFile())
    return sendFile(request, response, file, { 'Cache-Control': 'public, max-age=31536000, immutable' })
  if (area === 'assets' || area === 'plugins') return response.writeHead(404).end()
  if (path.extname(file) && existsSync(file)) return sendFile(request, response, file, { 'Cache-Control': 'no-cache' })
  return sendFile(request, response, path.join(DIST, 'index.html'), {
    'Cache-Control': 'no-store',
    'Content-Security-Policy': policy(),
  })
}

function signIn(body) {
  const { password } = JSON.parse(body)
  if (password !== 'admin') return problem(401, 'badCredentials', 'Bad credentials')
  const key = crypto.randomUUID()
  sessions.add(key)
  return ok(sessionBody(), 200, { 'Set-Cookie': `crm_session_dev=${key}; HttpOnly; Path=/; SameSite=Lax` })
}

function answer(url, request, body) {
  const [, , , area, ...rest] = url.pathname.split('/')
  if (area === 'session' && request.method === 'POST') return signIn(body)
  if (!sessions.has(cookieOf(request))) return problem(401, 'unauthenticated', 'Sign in first')
  if (request.method !== 'GET' && request.headers['x-csrf-token'] !== 'dev') return problem(403, 'csrf', 'No token')
  if (area === 'session' && request.method === 'DELETE') {
    sessions.delete(cookieOf(request))
    return ok(undefined, 204)
  }
  if (area === 'session') return ok(sessionBody())
  if (area === 'meta')
    return rest[0] === 'regions'
      ? ok({ items: regions })
      : !rest[1]
        ? ok({ items: Object.values(types) })
        : types[rest[1]]
          ? ok(types[rest[1]])
          : problem(404, 'typeNotInstalled', 'Not installed')
  if (area === 'ui') return ok(pluginList())
  if (area === 'modules') return ok(rest[0] === 'plan' ? { possible: true } : { items: rest[0] ? [] : moduleList() })
  if (area === 'preferences') return answerPreferences(rest[0], request.method, body)
  if (area === 'notifications') return answerMessages(rest[0], url, request.method, body)
  if (area === 'jobs' && rest.length === 0) return ok({ items: jobs, nextCursor: null })
  if (area === 'jobs') return findJob(rest[0]) ? ok(findJob(rest[0])) : problem(404, 'notFound', 'Not found')
  if (area === 'attachments') return answerFile(rest, request) ?? problem(404, 'notFound', 'Not found')
  return answerRecords([area, ...rest], url, request, body)
}

/** Switches for browser tests: end all sessions, send a message, take a plug-in away or bring it back. */
function devSwitch(url, body) {
  if (url.pathname === '/dev/end-sessions') sessions.clear()
  else if (url.pathname === '/dev/notify') announce(JSON.parse(body))
  else change(url.pathname.split('/')[3], JSON.parse(body))
  return ok({})
}

createServer((request, response) => {
  const url = new URL(request.url, `http://localhost:${port}`)
  if (url.pathname === '/api/v1/events')
    return sessions.has(cookieOf(request)) ? openStream(response) : response.writeHead(401).end()
  if (!/^\/(api|dev)\//.test(url.pathname)) return sendStatic(url, request, response)
  const parts = []
  request.on('data', (part) => parts.push(part))
  request.on('end', () => {
    const sent = Buffer.concat(parts)
    const body = (request.headers['content-type'] ?? '').startsWith('multipart') ? sent : sent.toString()
    const {
      status,
      body: given,
      problem: refused,
      headers = {},
      raw,
    } = url.pathname.startsWith('/dev/') ? devSwitch(url, body) : answer(url, request, body)
    const type = refused ? 'application/problem+json' : 'application/json'
    response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store', ...headers })
    if (raw) return response.end(raw)
    response.end(status === 204 ? undefined : JSON.stringify(refused ?? given))
  })
}).listen(port, () => console.log(`http://localhost:${port}`))
