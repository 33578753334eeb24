package com.hubify.identity.resource.revocation;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.resource.issuer.ClientCredentials;
import com.hubify.identity.resource.issuer.IssuerConnection;
import com.hubify.identity.resource.issuer.IssuerConnection.Answer;
import com.hubify.identity.resource.issuer.IssuerMetadata;
import com.hubify.identity.resource.issuer.IssuerStanding;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;

/**
 * The access token with which this service reads the feed and reports uses of API keys, by client credentials. Kept until shortly before it expires.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.4">RFC 6749, section 4.4</a>
 */
public final class RevocationToken {

    private static final long RENEWED_AHEAD = Duration.ofSeconds(30).toNanos();
    private static final long LONGEST_LIFE = Duration.ofHours(24).toSeconds();

    private record Known(String value, long until) {}

    private final IssuerMetadata metadata;
    private final IssuerConnection connection;
    private final ClientCredentials credentials;
    private final Ticker ticker;
    private @Nullable Known known;

    public RevocationToken(
            IssuerMetadata metadata, IssuerConnection connection, ClientCredentials credentials, Ticker ticker) {
        this.metadata = metadata;
        this.connection = connection;
        this.credentials = credentials;
        this.ticker = ticker;
    }

    /** The token, fetched if there is none or it is about to expire. */
    public synchronized String value() throws IOException {
        Known current = known;
        if (current == null || ticker.read() - current.until >= 0) {
            current = fetch();
            known = current;
        }
        return current.value;
    }

    /** Has the next use fetch another: this one was rejected. */
    public synchronized void forget() {
        known = null;
    }

    private Known fetch() throws IOException {
        long sentAt = ticker.read();
        Answer answer = connection.post(
                metadata.tokenUri(),
                credentials.basic(),
                Map.of(
                        OAuth2ParameterNames.GRANT_TYPE,
                        "client_credentials",
                        OAuth2ParameterNames.SCOPE,
                        IssuerStanding.REVOCATIONS_READ));
        if (!answer.isOk()) {
            throw refusal(answer);
        }
        Map<String, Object> members = answer.json();
        if (members.get(OAuth2ParameterNames.ACCESS_TOKEN) instanceof String value && isSendable(value)) {
            return new Known(value, sentAt + life(members.get(OAuth2ParameterNames.EXPIRES_IN)));
        }
        throw new IOException("The token endpoint answered without an access token");
    }

    private static RevocationFeedLost refusal(Answer answer) {
        String message = "The token endpoint answered " + answer.status();
        return new RevocationFeedLost(standing(answer), message, answer.retryAfter());
    }

    /** RFC 6749, section 5.2. The description is not passed on: it may repeat the client's secret. */
    private static IssuerStanding standing(Answer answer) {
        if (answer.status() == 401) {
            return IssuerStanding.REJECTED;
        }
        return switch (error(answer)) {
            case "invalid_client" -> IssuerStanding.REJECTED;
            case "invalid_scope", "unauthorized_client" -> IssuerStanding.MAY_NOT_READ_REVOCATIONS;
            default -> IssuerStanding.UNREACHABLE;
        };
    }

    private static String error(Answer answer) {
        try {
            return answer.json().get(OAuth2ParameterNames.ERROR) instanceof String error ? error : "";
        } catch (IOException e) {
            return "";
        }
    }

    /** How long to keep it, in nanoseconds: half its life at least, so that a short one is not fetched over and over. */
    private static long life(@Nullable Object seconds) {
        long life = seconds instanceof Number number ? Math.min(number.longValue(), LONGEST_LIFE) : 0;
        long nanos = Duration.ofSeconds(Math.max(0, life)).toNanos();
        return Math.max(nanos / 2, nanos - RENEWED_AHEAD);
    }

    /** RFC 6750, section 2.1. Anything else would end the header, or the request. */
    private static boolean isSendable(String token) {
        return token.matches("[A-Za-z0-9._~+/-]{1,8192}=*");
    }
}
