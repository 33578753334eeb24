/** Introspection of API keys (RFC 7662), the cache of verified keys, and the record of their latest use. */
@NullMarked
package com.hubify.identity.server.apikey.introspection;

import org.jspecify.annotations.NullMarked;
