/**
 * The authorization endpoint: checks the request, sends the browser to sign in or to consent, and answers the
 * application. Who is signed in is asked of {@code browser}; codes come from {@code grant}.
 */
@NullMarked
package com.hubify.clerk.authorize;

import org.jspecify.annotations.NullMarked;
