/** API keys in use: introspection (RFC 7662), the cache of verified keys, and their latest use. */
@NullMarked
package com.hubify.identity.server.apikey.introspection;

import org.jspecify.annotations.NullMarked;
