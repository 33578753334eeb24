/**
 * The endpoints of API keys at {@code /v1/api-keys}, as docs/api.md has them.
 */
@NullMarked
package com.hubify.identity.server.apikey.endpoint;

import org.jspecify.annotations.NullMarked;
