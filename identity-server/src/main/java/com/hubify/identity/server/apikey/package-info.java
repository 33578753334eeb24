/**
 * API keys: issuing, showing once, verifying and revoking {@code hfy_key_…} credentials. The owner belongs to
 * {@code account}, the format of a key to {@code protocol}, telling others of a revocation to {@code revocation}. A key can never
 * be used to create or renew another key.
 */
@NullMarked
package com.hubify.identity.server.apikey;

import org.jspecify.annotations.NullMarked;
