package com.hubify.identity.server.explanation;

import com.hubify.identity.envelope.RefusalReason;
import com.hubify.identity.server.api.ApiError;
import com.hubify.identity.server.api.ApiRefusal;
import com.hubify.identity.server.apikey.ApiKeyId;
import com.hubify.identity.server.apikey.ApiKeys;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Body of a service's report on requests that it refused. */
record RefusalReport(@Nullable List<@Nullable Refused> refusals) {

    static final int MAX_BYTES = 256 * 1024;

    private static final int MOST = 200;
    private static final Duration LATEST = Duration.ofHours(1);

    /**
     * One of them.
     *
     * @param keyId id of the API key that was sent
     * @param account subject of a credential that was genuine; as {@code clientId} left out otherwise
     * @param proven whether the sender had the credential itself, and the service knows it
     * @param network of the sender, so that strangers share its room
     */
    record Refused(
            @Nullable String reference,
            @Nullable String at,
            @Nullable String reason,
            @Nullable Integer status,
            @Nullable String detail,
            @Nullable String request,
            @Nullable String scopesNeeded,
            @Nullable String scopesHeld,
            @Nullable String keyId,
            @Nullable String account,
            @Nullable String clientId,
            @Nullable Boolean proven,
            @Nullable String network) {

        /** Empty if it is none that can be asked about. */
        Optional<Explanation> explain(String service, Instant now, ApiKeys keys) {
            int answered = Objects.requireNonNullElse(status, 0);
            return RefusalReason.of(answered)
                    .filter(known -> reference != null
                            && ExplanationController.REFERENCE
                                    .matcher(reference)
                                    .matches())
                    .map(known -> new Explanation(
                            text(reference),
                            time(now).toString(),
                            RefusalReason.parse(reason).orElse(known).code(),
                            answered,
                            text(detail),
                            text(request),
                            service,
                            text(scopesNeeded),
                            text(scopesHeld),
                            key().map(ApiKeyId::value).orElse(""),
                            owner(keys),
                            isProven() ? text(clientId) : "",
                            isProven(),
                            text(network)));
        }

        private boolean isProven() {
            return Boolean.TRUE.equals(proven);
        }

        /** Attack: send tokens with made-up subjects, for shelves without number. Unproven, only the id of a key that exists counts. */
        private String owner(ApiKeys keys) {
            return isProven() && account != null
                    ? text(account)
                    : key().flatMap(keys::find)
                            .map(found -> found.owner().value())
                            .orElse("");
        }

        private Optional<ApiKeyId> key() {
            return keyId == null ? Optional.empty() : ApiKeyId.parse(keyId);
        }

        private Instant time(Instant now) {
            try {
                Instant told = Instant.parse(at == null ? "" : at);
                return told.isAfter(now) || told.isBefore(now.minus(LATEST)) ? now : told;
            } catch (DateTimeException e) {
                return now;
            }
        }

        private static String text(@Nullable String given) {
            return Explanation.cut(Objects.requireNonNullElse(given, ""));
        }
    }

    /** @throws ApiRefusal if there are too many */
    List<Explanation> explain(String service, Instant now, ApiKeys keys) {
        List<@Nullable Refused> given = refusals == null ? List.of() : refusals;
        if (given.size() > MOST) {
            throw new ApiRefusal(ApiError.badRequest("refusals must be at most " + MOST + "."));
        }
        return given.stream()
                .flatMap(each -> each == null
                        ? Optional.<Explanation>empty().stream()
                        : each.explain(service, now, keys).stream())
                .toList();
    }
}
