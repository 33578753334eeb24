/**
 * Changes of keys: renaming, narrowing, rotation. Services learn of each change within 250 ms, since the state in which
 * they have cached the key is revoked.
 */
@NullMarked
package com.hubify.identity.server.apikey.change;

import org.jspecify.annotations.NullMarked;
