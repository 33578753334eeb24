/**
 * The use of API keys as services report it: counts by day and scope, the place of the latest use, and which scopes a key does not
 * need.
 */
@NullMarked
package com.hubify.identity.server.apikey.use;

import org.jspecify.annotations.NullMarked;
