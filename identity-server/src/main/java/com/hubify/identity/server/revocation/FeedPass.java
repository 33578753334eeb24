package com.hubify.identity.server.revocation;

import com.hubify.identity.protocol.Lineage;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.springframework.security.oauth2.jwt.Jwt;

/** What lets a service follow the feed, and for how long: its access token. */
final class FeedPass {

    private final Lineage lineage;
    private final Instant expiresAt;
    private final Clock clock;

    /** @param token verified; alive at this moment */
    FeedPass(Jwt token, Clock clock) {
        this.lineage = Lineage.ofToken(
                Objects.requireNonNull(token.getIssuedAt()),
                token.getClaims(),
                String.valueOf(token.getHeaders().get("kid")));
        this.expiresAt = Objects.requireNonNull(token.getExpiresAt());
        this.clock = clock;
    }

    boolean isExpired() {
        return !clock.instant().isBefore(expiresAt);
    }

    Lineage lineage() {
        return lineage;
    }
}
