package com.hubify.identity.server.exchange;

import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.protocol.Scopes;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a verified subject token allows.
 *
 * @param id the {@code sub} of tokens exchanged for it
 * @param scopes the most that such a token may have
 * @param expiresAt when it expires; null if never
 * @param lineage its own lineage, to check again that it is not revoked
 * @param claims claims of such a token that say what it descends from, so that it ends with the subject token
 */
record Subject(String id, Scopes scopes, @Nullable Instant expiresAt, Lineage lineage, Map<String, Object> claims) {}
