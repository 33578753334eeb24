// What every client here has around its library: addresses from the environment, and a page that shows what was seen.
import express from 'express'
import session from 'express-session'

export const issuer = process.env.ISSUER
export const clientId = process.env.CLIENT_ID
export const clientSecret = process.env.CLIENT_SECRET
export const base = process.env.BASE
export const scope = 'openid profile email offline_access'

export function app() {
  const app = express()
  app.use(session({ secret: 'not-a-secret-in-a-test', resave: false, saveUninitialized: true }))
  app.get('/', (request, response) => show(response, { signedIn: false }))
  return app
}

export function show(response, seen) {
  const text = JSON.stringify(seen).replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  response.type('html').send(`<!doctype html><title>Client</title><pre id="seen">${text}</pre>`)
}

export function listen(app) {
  app.use((error, request, response, next) => show(response, { error: String(error), cause: String(error.cause) }))
  app.listen(new URL(base).port)
}
