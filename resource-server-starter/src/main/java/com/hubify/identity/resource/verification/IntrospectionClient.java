package com.hubify.identity.resource.verification;

import com.hubify.identity.protocol.TokenClaims;
import com.hubify.identity.resource.issuer.AnotherIssuer;
import com.hubify.identity.resource.issuer.ClientCredentials;
import com.hubify.identity.resource.issuer.IssuerBreaker;
import com.hubify.identity.resource.issuer.IssuerConnection;
import com.hubify.identity.resource.issuer.IssuerMetadata;
import com.hubify.identity.resource.issuer.IssuerStanding;
import com.hubify.identity.resource.issuer.IssuerUnavailable;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.OAuth2TokenIntrospectionClaimNames;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OAuth2IntrospectionAuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;

/**
 * Introspects API keys, and access tokens whose signature is good. Any answer but a plain yes or no (no connection, an error
 * status, an answer that is too long or not JSON) is {@link IssuerUnavailable}: an outage must not look like a refusal.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7662#section-2">RFC 7662, section 2</a>
 */
public final class IntrospectionClient implements OpaqueTokenIntrospector {

    private static final Logger log = LoggerFactory.getLogger(IntrospectionClient.class);

    private static final String TIMES = "hubify.resource.introspection";

    private static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(5);

    private final IssuerMetadata metadata;
    private final IssuerConnection connection;
    private final String basic;
    private final IssuerBreaker breaker;
    private final MeterRegistry meters;
    private final Timer active;
    private final Timer inactive;
    private final Timer unavailable;
    private volatile IssuerStanding standing = IssuerStanding.UNKNOWN;

    public IntrospectionClient(
            IssuerMetadata metadata,
            IssuerConnection connection,
            ClientCredentials credentials,
            IssuerBreaker breaker,
            MeterRegistry meters) {
        this.metadata = metadata;
        this.connection = connection;
        this.breaker = breaker;
        this.meters = meters;
        this.active = meters.timer(TIMES, "outcome", "active");
        this.inactive = meters.timer(TIMES, "outcome", "inactive");
        this.unavailable = meters.timer(TIMES, "outcome", "unavailable");
        this.basic = credentials.basic();
    }

    @Override
    public OAuth2AuthenticatedPrincipal introspect(String token) {
        Timer.Sample time = Timer.start(meters);
        Timer outcome = unavailable;
        try {
            OAuth2AuthenticatedPrincipal answer = judge(ask(token));
            outcome = active;
            return answer;
        } catch (BadOpaqueTokenException e) {
            outcome = inactive;
            throw e;
        } finally {
            time.stop(outcome);
        }
    }

    private static OAuth2AuthenticatedPrincipal judge(Map<String, Object> answer) {
        if (!Boolean.TRUE.equals(answer.get(OAuth2TokenIntrospectionClaimNames.ACTIVE))) {
            throw new BadOpaqueTokenException("not active");
        }
        for (String time : List.of(OAuth2TokenIntrospectionClaimNames.EXP, OAuth2TokenIntrospectionClaimNames.IAT)) {
            answer.computeIfPresent(time, (name, value) -> time(value));
        }
        return new OAuth2IntrospectionAuthenticatedPrincipal(answer, List.of());
    }

    public IssuerStanding standing() {
        return standing;
    }

    private Map<String, Object> ask(String token) {
        try {
            IssuerConnection.Answer answer = breaker.call(() -> connection.post(
                    metadata.introspectionUri(),
                    basic,
                    Map.of("token", token, TokenClaims.UNDERSTANDS, TokenClaims.ALLOWED_IPS)));
            if (answer.isOk()) {
                Map<String, Object> members = new HashMap<>(answer.json());
                standing = IssuerStanding.ACCEPTED;
                return members;
            }
            throw refusal(answer);
        } catch (IOException e) {
            standing = e instanceof AnotherIssuer ? IssuerStanding.ANOTHER_ISSUER : IssuerStanding.UNREACHABLE;
            metadata.failed();
            throw new IssuerUnavailable("No answer from the issuer", e);
        }
    }

    private IssuerUnavailable refusal(IssuerConnection.Answer answer) {
        IssuerStanding now = standing(answer.status());
        if (now != standing && now != IssuerStanding.UNREACHABLE && now != IssuerStanding.ACCEPTED) {
            log.error("Credentials can't be introspected: {}", now.sentence());
        }
        standing = now;
        return new IssuerUnavailable(
                "The issuer answered " + answer.status(),
                IssuerConnection.retryAfter(answer.retryAfter(), IssuerConnection.RETRY_AFTER, LONGEST_RETRY_AFTER));
    }

    private static IssuerStanding standing(int status) {
        return switch (status) {
            case 401 -> IssuerStanding.REJECTED;
            case 403 -> IssuerStanding.MAY_NOT_INTROSPECT;
            // Attack: by made-up keys, have the server slow this service down, and health then take it out of service.
            case 429 -> IssuerStanding.ACCEPTED;
            default -> IssuerStanding.UNREACHABLE;
        };
    }

    // An unreadable time counts as long past: a credential with an unreadable expiry must not live forever.
    private static Instant time(Object value) {
        return value instanceof Number number ? Instant.ofEpochSecond(number.longValue()) : Instant.EPOCH;
    }
}
