import * as client from 'openid-client'
import { app, base, clientId, clientSecret, issuer, listen, scope, show } from './app.mjs'

const config = await client.discovery(new URL(issuer), clientId, clientSecret, undefined, {
  execute: [client.allowInsecureRequests],
})
const web = app()

web.get('/login', async (request, response) => {
  const verifier = client.randomPKCECodeVerifier()
  const parameters = {
    redirect_uri: `${base}/callback`,
    scope,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  }
  if (!config.serverMetadata().supportsPKCE()) {
    parameters.state = client.randomState()
  }
  request.session.flow = { verifier, state: parameters.state }
  response.redirect(client.buildAuthorizationUrl(config, parameters).href)
})

web.get('/callback', async (request, response) => {
  const { verifier, state } = request.session.flow
  const tokens = await client.authorizationCodeGrant(config, new URL(request.originalUrl, base), {
    pkceCodeVerifier: verifier,
    expectedState: state,
  })
  const refreshed = await client.refreshTokenGrant(config, tokens.refresh_token)
  const { sub } = tokens.claims()
  const userinfo = await client.fetchUserInfo(config, refreshed.access_token, sub)
  request.session.idToken = tokens.id_token
  show(response, { sub, email: userinfo.email, refreshed: refreshed.access_token !== tokens.access_token, accessToken: refreshed.access_token })
})

web.get('/logout', (request, response) => {
  const { idToken } = request.session
  const end = client.buildEndSessionUrl(config, { post_logout_redirect_uri: `${base}/`, id_token_hint: idToken })
  request.session.destroy(() => response.redirect(end.href))
})

listen(web)
