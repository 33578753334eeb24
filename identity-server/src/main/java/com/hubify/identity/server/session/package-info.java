/**
 * The browser's sign-in: who is signed in, since when, and how that is kept between requests. How a person came to be signed
 * in belongs to {@code login}.
 */
@NullMarked
package com.hubify.identity.server.session;

import org.jspecify.annotations.NullMarked;
