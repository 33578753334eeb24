import oidc from 'express-openid-connect'
import { app, base, clientId, clientSecret, issuer, listen, scope, show } from './app.mjs'

const web = app()

web.use(
  oidc.auth({
    issuerBaseURL: issuer,
    baseURL: base,
    clientID: clientId,
    clientSecret,
    secret: 'a-secret-of-a-test-that-is-long-enough',
    authRequired: false,
    idpLogout: true,
    authorizationParams: { response_type: 'code', scope },
    routes: { postLogoutRedirect: `${base}/` },
  }),
)

web.get('/profile', oidc.requiresAuth(), async (request, response) => {
  const { access_token: first } = request.oidc.accessToken
  const { access_token: refreshed } = await request.oidc.accessToken.refresh()
  const userinfo = await request.oidc.fetchUserInfo()
  show(response, { sub: request.oidc.user.sub, email: userinfo.email, refreshed: refreshed !== first, accessToken: refreshed })
})

listen(web)
