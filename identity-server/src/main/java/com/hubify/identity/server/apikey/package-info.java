/**
 * API keys: issuing, showing once, verifying and revoking {@code hfy_key_…} credentials. Owns the key's life; who the owner
 * is belongs to {@code account}, how a key looks on the wire to {@code protocol}, who else must hear of a revocation to
 * {@code revocation}. A key can never be used to create or renew another key.
 */
@NullMarked
package com.hubify.identity.server.apikey;

import org.jspecify.annotations.NullMarked;
