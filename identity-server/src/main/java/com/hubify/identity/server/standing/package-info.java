/**
 * Whether a person may still be given anything: their standing at Clerk, and what ends when it changes. Others learn of it by
 * {@link com.hubify.identity.server.standing.StandingChanged}.
 */
@NullMarked
package com.hubify.identity.server.standing;

import org.jspecify.annotations.NullMarked;
