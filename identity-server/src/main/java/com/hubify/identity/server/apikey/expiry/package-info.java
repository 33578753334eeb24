/** Notices before API keys expire: 14, 7 and 1 days before, each once. */
@NullMarked
package com.hubify.identity.server.apikey.expiry;

import org.jspecify.annotations.NullMarked;
