// A single-page application: this program only serves files, everything else happens in the browser.
import { fileURLToPath } from 'node:url'
import { app, base, clientId, issuer, listen, scope } from './app.mjs'

const settings = {
  authority: issuer,
  client_id: clientId,
  redirect_uri: `${base}/callback`,
  post_logout_redirect_uri: `${base}/`,
  scope,
  loadUserInfo: true,
}
const pages = {
  login: 'users.signinRedirect()',
  callback: `users.signinCallback().then(async first => {
    const second = await users.signinSilent()
    show({ sub: second.profile.sub, email: first.profile.email,
      refreshed: second.access_token !== first.access_token, accessToken: second.access_token })
  }).catch(error => show({ error: String(error) }))`,
  logout: 'users.signoutRedirect()',
}
const web = app()

web.get('/oidc-client-ts.js', (request, response) =>
  response.sendFile(fileURLToPath(import.meta.resolve('oidc-client-ts').replace(/[^/]*[/][^/]*$/, 'browser/oidc-client-ts.min.js'))),
)
for (const [page, script] of Object.entries(pages)) {
  web.get(`/${page}`, (request, response) =>
    response.type('html').send(`<!doctype html><title>Client</title><script src="/oidc-client-ts.js"></script><script>
  const users = new oidc.UserManager(${JSON.stringify(settings)})
  const show = seen => {
    const element = document.createElement('pre')
    element.id = 'seen'
    element.textContent = JSON.stringify(seen)
    document.body.append(element)
  }
  addEventListener('DOMContentLoaded', () => ${script})
</script><body>`),
  )
}

listen(web)
