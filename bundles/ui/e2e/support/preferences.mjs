/**
 * Preferences lie on the server and outlive a browser context: each spec starts with none, as if the
 * tour had been seen.
 */
export async function forgetPreferences(ctx) {
  const api = (path, options = {}) =>
    fetch(`${ctx.base}/api/v1/${path}`, { ...options, headers: { 'Content-Type': 'application/json', ...options.headers } })
  const credentials = JSON.stringify({ username: ctx.user, password: ctx.password })
  const signedIn = await api('session', { method: 'POST', body: credentials })
  if (!signedIn.ok) throw new Error(`Signing in to reset the preferences: ${signedIn.status}`)
  const cookie = signedIn.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const { csrfToken } = await signedIn.json()
  const headers = { Cookie: cookie, 'X-CSRF-Token': csrfToken }
  const found = await api('preferences', { headers })
  if (found.ok) {
    const { items } = await found.json()
    for (const key of Object.keys(items)) await api(`preferences/${encodeURIComponent(key)}`, { method: 'DELETE', headers })
    await api('preferences/tour.done', { method: 'PUT', headers, body: 'true' })
  }
  await api('session', { method: 'DELETE', headers })
}
