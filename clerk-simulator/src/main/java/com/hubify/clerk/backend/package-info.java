/**
 * The subset of Clerk's Backend API that a back end needs: keys, people, sessions, organizations and memberships, for the
 * instance's secret key and within Clerk's rate limit. The shapes belong to {@code user}, {@code session} and {@code
 * organization}, the changes to {@code directory}.
 *
 * @see <a href="https://clerk.com/docs/reference/backend-api">Clerk's Backend API</a>
 */
@NullMarked
package com.hubify.clerk.backend;

import org.jspecify.annotations.NullMarked;
