// An MCP host whose person has registered it: a public client on a loopback port, and an MCP server that names the issuer.
import { auth } from '@modelcontextprotocol/sdk/client/auth.js'
import { app, base, clientId, issuer, listen, show } from './app.mjs'

const serverUrl = `${base}/mcp`
const provider = {
  redirectUrl: `${base}/callback`,
  clientMetadata: { client_name: 'MCP host', redirect_uris: [`${base}/callback`], scope: 'openid email offline_access' },
  clientInformation: () => ({ client_id: clientId }),
  tokens() { return this.saved },
  saveTokens(tokens) { this.saved = tokens },
  codeVerifier() { return this.verifier },
  saveCodeVerifier(verifier) { this.verifier = verifier },
  redirectToAuthorization(url) { this.page = url },
}
const web = app()

web.get('/.well-known/oauth-protected-resource/mcp', (request, response) =>
  response.json({ resource: serverUrl, authorization_servers: [issuer] }))

web.get('/login', async (request, response) => {
  await auth(provider, { serverUrl })
  response.redirect(provider.page.href)
})

web.get('/callback', async (request, response) => {
  await auth(provider, { serverUrl, authorizationCode: request.query.code })
  const first = provider.tokens().access_token
  // With a refresh token at hand, the same call refreshes.
  const end = await auth(provider, { serverUrl })
  const accessToken = provider.tokens().access_token
  const answer = await fetch(`${issuer}/userinfo`, { headers: { Authorization: `Bearer ${accessToken}` } })
  const { sub, email } = await answer.json()
  show(response, { sub, email, refreshed: end === 'AUTHORIZED' && accessToken !== first, accessToken })
})

listen(web)
