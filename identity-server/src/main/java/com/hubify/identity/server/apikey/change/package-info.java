/**
 * Keys that change: renamed, narrowed, replaced. Services hear of each change within 250 ms, by the revocation of the state that
 * they know the key in.
 */
@NullMarked
package com.hubify.identity.server.apikey.change;

import org.jspecify.annotations.NullMarked;
