package com.hubify.identity.server.revocation;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.server.api.ApiError;
import com.hubify.identity.server.api.ApiRefusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Body of an operator's request to revoke.
 *
 * @param id public id of the ancestor, never a secret
 * @param issuedBefore Unix seconds, inclusive; null for now
 */
record RevokeAncestor(
        @Nullable String kind,
        @Nullable String id,
        @Nullable Long issuedBefore) {

    /** Allowed clock skew. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private static final Pattern PAIR = Pattern.compile("[!-~]+ [!-~]+");

    private static final String KINDS = kinds().map(Ancestor.Kind::word).collect(Collectors.joining(", "));

    private static final String GOING_ON = Arrays.stream(Ancestor.Kind.values())
            .filter(kind -> !kind.isEndedByRevocation())
            .map(Ancestor.Kind::word)
            .collect(Collectors.joining(", "));

    /** What operators may revoke. */
    static Stream<Ancestor.Kind> kinds() {
        return Arrays.stream(Ancestor.Kind.values()).filter(RevokeAncestor::isForOperators);
    }

    /** @throws ApiRefusal that names the wrong member */
    Revocation parse(Instant now) {
        Ancestor.Kind of = Ancestor.Kind.of(kind == null ? "" : kind)
                .filter(RevokeAncestor::isForOperators)
                .orElseThrow(() -> refusal("kind must be one of " + KINDS + "."));
        return new Revocation(new Ancestor(of, parseId(of)), parseIssuedBefore(of, now));
    }

    /** The state of a key refuses nothing: who names it would believe that the key has ended. */
    private static boolean isForOperators(Ancestor.Kind kind) {
        return kind != Ancestor.Kind.KEY_STATE;
    }

    private String parseId(Ancestor.Kind of) {
        if (id == null
                || id.isBlank()
                || !Ancestor.isId(of, id)
                || id.codePoints().anyMatch(Character::isISOControl)) {
            throw refusal("id must be 1 to " + of.maxLength() + " printable characters.");
        }
        if (of.isPair() && !PAIR.matcher(id).matches()) {
            throw refusal(
                    of == Ancestor.Kind.MEMBERSHIP
                            ? "id of membership must be an organization's id, a space and an account's id."
                            : "id of client_grants must be an account's id, a space and a client's id.");
        }
        if (id.startsWith("hfy_key_")) {
            throw refusal(
                    "id must be the id of the API key, not the key itself; POST /v1/api-keys/revoke revokes by the key.");
        }
        return id;
    }

    private Instant parseIssuedBefore(Ancestor.Kind of, Instant now) {
        if (issuedBefore == null) {
            return now;
        }
        if (of.isEndedByRevocation()) {
            throw refusal("issued_before is for the kinds " + GOING_ON + " only; other kinds are revoked as a whole.");
        }
        // A later time would revoke credentials that are not issued yet: the person could not sign in again.
        if (issuedBefore < 0 || issuedBefore > now.plus(SKEW).getEpochSecond()) {
            throw refusal("issued_before must be a time in the past, in Unix seconds.");
        }
        return Instant.ofEpochSecond(issuedBefore);
    }

    private static ApiRefusal refusal(String message) {
        return new ApiRefusal(ApiError.badRequest(message));
    }
}
