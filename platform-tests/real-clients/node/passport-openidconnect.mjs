import passport from 'passport'
import OpenIDConnectStrategy from 'passport-openidconnect'
import { app, base, clientId, clientSecret, issuer, listen, show } from './app.mjs'

const web = app()

passport.use(
  new OpenIDConnectStrategy(
    {
      issuer,
      authorizationURL: `${issuer}/oauth2/authorize`,
      tokenURL: `${issuer}/oauth2/token`,
      userInfoURL: `${issuer}/userinfo`,
      clientID: clientId,
      clientSecret,
      callbackURL: `${base}/callback`,
      scope: ['profile', 'email'],
      // By default it reads the ID token only, and ID tokens name the person and nothing more.
      skipUserProfile: false,
    },
    (issuer, profile, context, idToken, accessToken, refreshToken, done) =>
      done(null, { sub: profile.id, email: profile.emails?.[0]?.value, accessToken }),
  ),
)
passport.serializeUser((user, done) => done(null, user))
passport.deserializeUser((user, done) => done(null, user))
web.use(passport.session())

web.get('/login', passport.authenticate('openidconnect'))
web.get('/callback', passport.authenticate('openidconnect'), (request, response) => show(response, request.user))

listen(web)
