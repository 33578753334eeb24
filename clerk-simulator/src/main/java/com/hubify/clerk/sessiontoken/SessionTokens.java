package com.hubify.clerk.sessiontoken;

import com.hubify.clerk.directory.Directory;
import com.hubify.clerk.instance.ClerkIds;
import com.hubify.clerk.instance.InstanceProperties;
import com.hubify.clerk.instance.Issuer;
import com.hubify.clerk.organization.Membership;
import com.hubify.clerk.organization.Organization;
import com.hubify.clerk.session.Session;
import com.hubify.clerk.signing.InstanceSigner;
import com.hubify.clerk.signing.TokenClass;
import com.hubify.clerk.signing.TokenHeader;
import com.hubify.clerk.user.User;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Mints session tokens and template tokens. */
@Component
class SessionTokens {

    private static final Duration LIFE = Duration.ofSeconds(60);
    private static final Duration BACKDATING = Duration.ofSeconds(10);

    private final Clock clock;
    private final Issuer issuer;
    private final InstanceProperties instance;
    private final ClerkIds ids;
    private final Directory directory;
    private final InstanceSigner signer;

    SessionTokens(
            Clock clock,
            Issuer issuer,
            InstanceProperties instance,
            ClerkIds ids,
            Directory directory,
            InstanceSigner signer) {
        this.clock = clock;
        this.issuer = issuer;
        this.instance = instance;
        this.ids = ids;
        this.directory = directory;
        this.signer = signer;
    }

    /** @param origin the page the token is for; a token minted through the Backend API names none */
    String mint(User user, Session session, @Nullable String origin, Knobs knobs) {
        Instant now = clock.instant();
        Long seconds = knobs.expiresInSeconds();
        Duration life = seconds == null ? LIFE : Duration.ofSeconds(seconds);
        Map<String, Object> claims = registered(user, seconds == null ? origin : null, now, now.plus(life), BACKDATING);
        claims.put("sid", session.id());
        // Minutes since the first factor was verified; there is no second one.
        claims.put(
                "fva",
                List.of(Math.max(0, Duration.between(session.createdAt(), now).toMinutes()), -1));
        knobs.status(session.statusAt(now)).ifPresent(status -> claims.put("sts", status));
        if (!knobs.isVersion1()) {
            claims.put("v", 2);
        }
        if (session.organizationId() != null) {
            directory
                    .membership(user, session.organizationId())
                    .ifPresent(active -> claims.putAll(organization(active, knobs)));
        }
        if (knobs.actor() != null) {
            claims.put("act", Map.of("sub", knobs.actor()));
        }
        return signer.sign(header(TokenClass.SESSION, knobs, now), claims);
    }

    private Map<String, Object> organization(Membership active, Knobs knobs) {
        Organization organization = directory.organization(active);
        return knobs.isVersion1()
                ? OrganizationClaims.version1(organization, active)
                : OrganizationClaims.version2(organization, active);
    }

    /** A template token has no session, no version and no organization. */
    String mint(User user, JwtTemplate template, @Nullable String origin, Knobs knobs) {
        Instant now = clock.instant();
        Map<String, Object> claims = new TreeMap<>(template.claims());
        claims.putAll(registered(user, origin, now, now.plus(template.lifetime()), template.allowedClockSkew()));
        claims.put("jti", ids.nextTokenId());
        if (template.audience() != null) {
            claims.put("aud", template.audience());
        }
        return signer.sign(header(TokenClass.TEMPLATE, knobs, now), claims);
    }

    private Map<String, Object> registered(
            User user, @Nullable String origin, Instant now, Instant expiry, Duration backdating) {
        Map<String, Object> claims = new TreeMap<>();
        claims.put("iss", issuer.value());
        claims.put("sub", user.id());
        claims.put("iat", now.getEpochSecond());
        claims.put("nbf", now.minus(backdating).getEpochSecond());
        claims.put("exp", expiry.getEpochSecond());
        if (instance.switches().jtiInSessionTokens()) {
            claims.put("jti", ids.nextTokenId());
        }
        if (origin != null && !origin.isEmpty()) {
            claims.put("azp", origin);
        }
        return claims;
    }

    private static TokenHeader header(TokenClass usual, Knobs knobs, Instant now) {
        return new TokenHeader(TokenHeader.JWT, knobs.tokenClass(usual).orElse(null), knobs.hasOiat() ? now : null);
    }
}
