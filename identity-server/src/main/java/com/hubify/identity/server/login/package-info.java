/**
 * Signing in through Clerk: the authorization request there, the callback, and what a person sees when it fails. Who the
 * person is belongs to {@code account}, how the sign-in is kept to {@code session}, what a client may demand to
 * {@link com.hubify.identity.server.authorization.Reauthentication}.
 *
 * <pre>
 *   a path that asks who is signed in
 *        |
 *        |  signed in, and nothing is demanded ---------------------&gt; SERVED
 *        |  signed in because of this very request: all is answered -&gt; SERVED
 *        |      ... but the id_token_hint means another person -----&gt; login_required to the client
 *        |      ... but Clerk says that it did not ask the person ---&gt; the same
 *        |  prompt=none --------------------------------------------&gt; login_required to the client
 *        |  longer than 13,000 characters --------------------------&gt; invalid_request, or 400
 *        |  POST ---------------------------------------------------&gt; 303 to the same as a GET,
 *        |                                                             or to the question that a form answered
 *        |  a question that this browser was asked, of an
 *        |  application, and whose sign-in is over ------------------&gt; the request that led to it, from the top
 *        v
 *   BEGUN: an attempt, under its state, bound to the secret of this browser; 15 minutes
 *        |     the request is kept up to 700 characters; a longer one the browser carries itself
 *        |     demanded: prompt=login, prompt=select_account, hint of another than is signed in,
 *        |               max_age or auth_time as an essential claim, if the proof is older or its time not known
 *        |               ----------------------------------------------&gt; prompt=login at Clerk
 *        |
 *        |  unknown state, another browser, over -------------------&gt; page; the session is left alone
 *        |     over, in the browser that began it ------------------&gt; the same, and it leads back to the request
 *        v  one atomic step turns the attempt into where it led
 *   USED UP
 *        |  once more with the same state --------------------------&gt; the interrupted request; the session is left alone
 *        |  refused by Clerk, or Clerk can't be reached ------------&gt; page, leads back to the request, or to the
 *        |                                                             client with access_denied; likewise
 *        |  the person was revoked in this second ------------------&gt; the same
 *        v
 *   SIGNED IN: a new session, in which the request is noted as answered, once;
 *        |     auth_time is what Clerk tells, else now if Clerk was told to ask, else what was known before
 *        |     the same person keeps the sid, in a session with another cookie; another person's sign-in before it ends
 *        |
 *        v
 *   the interrupted request, as a GET: from the top
 * </pre>
 *
 * <p>Nothing leads from one attempt to another, so any number are under way at once: all of a browser are bound to its one
 * secret, {@link com.hubify.identity.server.session.BrowserSecrets}. Only the last step touches a session.
 *
 * <p>A question that waits for its answer belongs to a sign-in:
 *
 * <pre>
 *   ASKED of a sign-in; 10 minutes
 *        |  answered or met again later -----------------------------&gt; the request, from the top: ASKED again
 *        |  answered by it ------------------------------------------&gt; ANSWERED: a code, access_denied, or a device's tokens
 *        |  answered or met again by no sign-in, or by another
 *        |      of the same person, or in the browser that was asked
 *        |          for an application ------------------------------&gt; the request, from the top: ASKED of that sign-in
 *        |          for a device ------------------------------------&gt; ASKED of that sign-in, under another state
 *        |      of another person in another browser ----------------&gt; 400
 *        |  the sign-in ends ----------------------------------------&gt; still ASKED: nobody has allowed anything yet
 *        |  answered, and met again ---------------------------------&gt; what the answer came to
 * </pre>
 */
@NullMarked
package com.hubify.identity.server.login;

import org.jspecify.annotations.NullMarked;
