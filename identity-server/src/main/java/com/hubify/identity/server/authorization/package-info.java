/**
 * The authorization endpoint: validating requests, asking for a new sign-in or consent, and sending responses. The consent
 * page belongs to {@code consent}, the exchange of the code to {@code token}.
 */
@NullMarked
package com.hubify.identity.server.authorization;

import org.jspecify.annotations.NullMarked;
