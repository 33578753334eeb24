/**
 * What all endpoints of the JSON API under {@code /v1} share: reading bodies, the caller and their scopes, the envelope of
 * responses and errors.
 */
@NullMarked
package com.hubify.identity.server.api;

import org.jspecify.annotations.NullMarked;
