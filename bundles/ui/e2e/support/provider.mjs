import { once } from 'node:events'
import { createServer } from 'node:http'
import Provider from 'oidc-provider'

/**
 * A real OpenID provider on a free loopback port. It lets everybody in under the name that is typed, whatever the password;
 * its pages are its own.
 */
export async function startProvider({ client, secret, callback, home, logout }) {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${server.address().port}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client,
        client_secret: secret,
        redirect_uris: [callback],
        post_logout_redirect_uris: [home],
        backchannel_logout_uri: logout,
        backchannel_logout_session_required: true,
      },
    ],
    claims: { openid: ['sub', 'sid'], profile: ['name', 'preferred_username'], email: ['email'] },
    cookies: { keys: [secret] },
    // Its own refuses loopback addresses, at which the console is in tests.
    fetch: (url, options) => fetch(url, { ...options, dispatcher: undefined }),
    features: { backchannelLogout: { enabled: true } },
    pkce: { required: () => true },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, name: `来自外部的 ${id}`, preferred_username: id, email: `${id}@example.com` }),
    }),
  })
  provider.on('backchannel.error', (_, error) =>
    console.error(`The provider cannot tell that somebody is out: ${error.cause ?? error}`),
  )
  provider.on('server_error', (_, error) => console.error(error))
  server.on('request', provider.callback())
  return {
    issuer,
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
