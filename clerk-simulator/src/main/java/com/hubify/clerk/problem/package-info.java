/**
 * The two shapes of refusal: RFC 6749 errors for the OAuth endpoints, in the words of Fosite, the OAuth library that Clerk uses; and Clerk's own error
 * list for everything else. Turned into responses in one place, always as {@code application/json} without a
 * charset, since Clerk's SDK parses nothing else.
 */
@NullMarked
package com.hubify.clerk.problem;

import org.jspecify.annotations.NullMarked;
