import { ExpressAuth, getSession } from '@auth/express'
import { app, base, clientId, clientSecret, issuer, listen, show } from './app.mjs'

const config = {
  secret: 'a-secret-of-a-test-that-is-long-enough',
  trustHost: true,
  providers: [{ id: 'hubify', name: 'Hubify', type: 'oidc', issuer, clientId, clientSecret }],
  callbacks: {
    // The person is who the ID token says: Auth.js doesn't ask for userinfo by itself.
    jwt({ token, account, profile }) {
      if (account) {
        token.seen = { sub: account.providerAccountId, email: profile.email, accessToken: account.access_token }
      }
      return token
    },
    session({ session, token }) {
      return { ...session, seen: token.seen }
    },
  },
}
const web = app()

// Auth.js reads its path from an unnamed group, which Express 5 knows in a regular expression only.
web.use(/^\/auth\/(.*)$/, ExpressAuth(config))
web.get('/login', (request, response) => response.redirect(`/auth/signin?callbackUrl=${encodeURIComponent(`${base}/profile`)}`))
web.get('/profile', async (request, response) => show(response, (await getSession(request, config)).seen))

listen(web)
