/**
 * The authorization request: what a client may ask for, when a person must sign in or consent anew, and how the answer goes back.
 * The consent page belongs to {@code consent}, the code's exchange to {@code token}.
 */
@NullMarked
package com.hubify.identity.server.authorization;

import org.jspecify.annotations.NullMarked;
