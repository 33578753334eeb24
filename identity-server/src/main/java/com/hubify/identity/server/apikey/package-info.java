/**
 * API keys ({@code hfy_key_…}): issuing, verifying, changing and revoking. Their owners belong to {@code account},
 * their format to {@code protocol}, the distribution of revocations to {@code revocation}. A key can never be used to
 * create or rotate a key.
 */
@NullMarked
package com.hubify.identity.server.apikey;

import org.jspecify.annotations.NullMarked;
