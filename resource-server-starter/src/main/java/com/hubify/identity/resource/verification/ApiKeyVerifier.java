package com.hubify.identity.resource.verification;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.protocol.BadIpNetwork;
import com.hubify.identity.protocol.IpNetworks;
import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.protocol.TokenClaims;
import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.issuer.IssuerBreaker;
import com.hubify.identity.resource.issuer.IssuerBulkhead;
import com.hubify.identity.resource.revocation.LineageDigest;
import com.hubify.identity.resource.verification.Verification.Reason;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2TokenIntrospectionClaimNames;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;

/**
 * Verifies well-formed API keys by introspection. An answer about another key or issuer is not believed, nor one without the time
 * of issue: which revocations end the key would be unknown.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7662#section-4">RFC 7662, section 4</a>
 */
public final class ApiKeyVerifier {

    // The checksum is no secret: anybody can make up keys that must be asked about by the million. The other half of
    // the calls is for credentials that were accepted before.
    private final IssuerBulkhead unknown = new IssuerBulkhead(IssuerBreaker.MOST_AT_ONCE / 2);

    private final String issuer;
    private final @Nullable OpaqueTokenIntrospector introspector;
    private final Clock clock;

    /** @param introspector null if this service accepts no API keys */
    public ApiKeyVerifier(String issuer, @Nullable OpaqueTokenIntrospector introspector, Clock clock) {
        this.issuer = issuer;
        this.introspector = introspector;
        this.clock = clock;
    }

    /** Verifies a key that was not accepted before. */
    Verification verifyUnknown(ApiKeyToken key) {
        if (!unknown.enter()) {
            return new Verification.Unavailable(IssuerBreaker.PAUSE);
        }
        try {
            return verify(key);
        } finally {
            unknown.leave();
        }
    }

    /** Verifies a key that was accepted before. */
    Verification verify(ApiKeyToken key) {
        if (introspector == null) {
            return Verification.refused(Reason.NOT_ACCEPTED);
        }
        Introspection answer = Introspection.of(key.value(), introspector);
        return answer.failure() == null ? judge(key, answer) : answer.failure();
    }

    private Verification judge(ApiKeyToken key, Introspection answer) {
        boolean aboutThisKey =
                TokenClaims.API_KEY_TYPE.equals(answer.member(OAuth2TokenIntrospectionClaimNames.TOKEN_TYPE))
                        && key.id().equals(answer.member(TokenClaims.KEY_ID))
                        && issuer.equals(answer.text(OAuth2TokenIntrospectionClaimNames.ISS));
        if (!aboutThisKey) {
            return Verification.refused(Reason.CLAIMS);
        }
        if (answer.isBound()) {
            return Verification.refused(Reason.BOUND);
        }
        Object expiry = answer.member(OAuth2TokenIntrospectionClaimNames.EXP);
        if (expiry != null && !(expiry instanceof Instant at && clock.instant().isBefore(at))) {
            return Verification.refused(Reason.TIME);
        }
        Optional<Caller> caller = caller(key, answer);
        Optional<Lineage> lineage = caller.flatMap(it -> lineage(key, it.subject(), answer));
        Optional<IpNetworks> networks = networks(answer.member(TokenClaims.ALLOWED_IPS));
        return lineage.isPresent() && networks.isPresent()
                ? new Verification.Accepted(
                        caller.get(),
                        LineageDigest.of(lineage.get()),
                        expiry instanceof Instant at ? at : Instant.MAX,
                        true,
                        networks.get())
                : Verification.refused(Reason.CLAIMS);
    }

    /**
     * Empty if the answer doesn't say since when the key exists. An issuer from before keys could change says no state: it knows each
     * in its first.
     */
    private static Optional<Lineage> lineage(ApiKeyToken key, String subject, Introspection answer) {
        if (!(answer.member(OAuth2TokenIntrospectionClaimNames.IAT) instanceof Instant issued)) {
            return Optional.empty();
        }
        int state = answer.member(TokenClaims.KEY_STATE) instanceof Number told ? told.intValue() : 0;
        Lineage lineage = Lineage.ofKey(issued, key.id(), state, subject);
        String organization = answer.text(TokenClaims.ORGANIZATION);
        return Optional.of(organization.isEmpty() ? lineage : lineage.within(organization));
    }

    /** Empty if the answer names networks that can't be read: taken for none, the key would be good from anywhere. */
    private static Optional<IpNetworks> networks(@Nullable Object told) {
        if (told == null) {
            return Optional.of(IpNetworks.ANYWHERE);
        }
        try {
            return told instanceof Collection<?> texts && !texts.isEmpty()
                    ? Optional.of(
                            IpNetworks.parse(texts.stream().map(String::valueOf).toList()))
                    : Optional.empty();
        } catch (BadIpNetwork e) {
            return Optional.empty();
        }
    }

    private static Optional<Caller> caller(ApiKeyToken key, Introspection answer) {
        String subject = answer.text(OAuth2TokenIntrospectionClaimNames.SUB);
        String client = answer.text(OAuth2TokenIntrospectionClaimNames.CLIENT_ID);
        String organization = answer.text(TokenClaims.ORGANIZATION);
        String createdBy = answer.text(TokenClaims.CREATED_BY);
        if (subject.isBlank() || Math.max(subject.length(), organization.length()) > Ancestor.MAX_LENGTH) {
            return Optional.empty();
        }
        return AccessTokenVerifier.scopes(answer.member(OAuth2TokenIntrospectionClaimNames.SCOPE))
                .map(scopes -> Caller.of(Caller.Kind.API_KEY, subject, scopes).withKeyId(key.id()))
                .map(caller -> client.isBlank() ? caller : caller.withClientId(client))
                .map(caller -> createdBy.isEmpty() ? caller : caller.withCreatedBy(createdBy))
                .map(caller -> organization.isEmpty()
                        ? caller
                        : caller.withOrganization(new Caller.Organization(
                                organization, "", answer.text(TokenClaims.ORGANIZATION_ROLE), List.of())));
    }
}
