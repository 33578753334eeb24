/**
 * API keys in use: introspection (RFC 7662), keys checked a moment ago, and when each was used last.
 */
@NullMarked
package com.hubify.identity.server.apikey.introspection;

import org.jspecify.annotations.NullMarked;
