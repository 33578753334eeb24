/** The endpoints for API keys at {@code /v1/api-keys}, described in docs/api.md. */
@NullMarked
package com.hubify.identity.server.apikey.endpoint;

import org.jspecify.annotations.NullMarked;
