/**
 * Credentials on this machine: where they come from, the file that keeps logins (owner only, one session per issuer), and
 * renewing access tokens, one process at a time. How a session begins belongs to {@code login}.
 */
@NullMarked
package com.hubify.identity.cli.session;

import org.jspecify.annotations.NullMarked;
