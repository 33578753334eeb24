import * as oauth from 'oauth4webapi'
import { app, base, clientId, clientSecret, issuer, listen, scope, show } from './app.mjs'

const plain = { [oauth.allowInsecureRequests]: true }
const client = { client_id: clientId }
const authentication = oauth.ClientSecretPost(clientSecret)
const server = await oauth
  .discoveryRequest(new URL(issuer), plain)
  .then((answer) => oauth.processDiscoveryResponse(new URL(issuer), answer))
const web = app()

web.get('/login', async (request, response) => {
  const verifier = oauth.generateRandomCodeVerifier()
  const url = new URL(server.authorization_endpoint)
  url.searchParams.set('client_id', clientId)
  url.searchParams.set('redirect_uri', `${base}/callback`)
  url.searchParams.set('response_type', 'code')
  url.searchParams.set('scope', scope)
  url.searchParams.set('code_challenge', await oauth.calculatePKCECodeChallenge(verifier))
  url.searchParams.set('code_challenge_method', 'S256')
  request.session.verifier = verifier
  response.redirect(url.href)
})

web.get('/callback', async (request, response) => {
  const parameters = oauth.validateAuthResponse(server, client, new URL(request.originalUrl, base))
  const grant = await oauth.authorizationCodeGrantRequest(
    server, client, authentication, parameters, `${base}/callback`, request.session.verifier, plain)
  const tokens = await oauth.processAuthorizationCodeResponse(server, client, grant, { requireIdToken: true })
  const refresh = await oauth.refreshTokenGrantRequest(server, client, authentication, tokens.refresh_token, plain)
  const refreshed = await oauth.processRefreshTokenResponse(server, client, refresh)
  const { sub } = oauth.getValidatedIdTokenClaims(tokens)
  const answer = await oauth.userInfoRequest(server, client, refreshed.access_token, plain)
  const userinfo = await oauth.processUserInfoResponse(server, client, sub, answer)
  request.session.idToken = tokens.id_token
  show(response, { sub, email: userinfo.email, refreshed: refreshed.access_token !== tokens.access_token, accessToken: refreshed.access_token })
})

web.get('/logout', (request, response) => {
  const url = new URL(server.end_session_endpoint)
  url.searchParams.set('post_logout_redirect_uri', `${base}/`)
  url.searchParams.set('id_token_hint', request.session.idToken)
  request.session.destroy(() => response.redirect(url.href))
})

listen(web)
