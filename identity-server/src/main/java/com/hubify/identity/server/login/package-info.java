/**
 * Signing in through Clerk: the request upstream, the answer cut down to what we use, and what a person sees when it fails.
 * Who the person is belongs to {@code account}, how the sign-in is kept to {@code session}.
 *
 * <pre>
 *  a path that asks who is signed in
 *    | signed in, and no demand or one that is answered -----------------------------&gt; served
 *    | POST -------------------------------------------------&gt; 303 to the same as a GET
 *    | longer than 2048 characters --------------------------&gt; 400
 *    v
 *  BEGUN   {@link com.hubify.identity.server.login.SignInAttempt} by state, bound to the browser by a cookie, 15 minutes
 *    | over, used up, of another browser --------------------&gt; page; the session is left alone
 *    | refused by Clerk -------------------------------------&gt; page, leads back to the request; likewise
 *    v  one atomic step takes the attempt out
 *  SIGNED IN, the session has a new id; a fresh sign-in is noted as the answer to this request, once
 *    | the id_token_hint means another person ---------------&gt; login_required to the client
 *    v
 *  the interrupted request, as a GET
 * </pre>
 */
@NullMarked
package com.hubify.identity.server.login;

import org.jspecify.annotations.NullMarked;
