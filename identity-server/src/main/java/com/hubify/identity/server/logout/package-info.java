/**
 * Signing out: of one browser, at a client's request (OpenID Connect RP-Initiated Logout 1.0), and where a person is
 * sent afterwards.
 */
@NullMarked
package com.hubify.identity.server.logout;

import org.jspecify.annotations.NullMarked;
