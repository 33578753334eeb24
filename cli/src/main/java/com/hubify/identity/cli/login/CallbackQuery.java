package com.hubify.identity.cli.login;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells the answer to our own request from everything else that may arrive at the redirect address. */
final class CallbackQuery {

    private static final int MAX_LENGTH = 8192;

    private final State expected;

    CallbackQuery(State expected) {
        this.expected = expected;
    }

    /**
     * The parameters of an answer that carries our state; empty for any other.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-3.1">RFC 6749, section 3.1: no parameter twice</a>
     */
    Optional<Map<String, List<String>>> parse(URI address) {
        String query = address.getRawQuery();
        if (query == null || query.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        Map<String, List<String>> parameters = URLUtils.parseParameters(query);
        boolean once = parameters.values().stream().allMatch(values -> values.size() == 1);
        return once && isOurs(parameters.getOrDefault("state", List.of("")))
                ? Optional.of(parameters)
                : Optional.empty();
    }

    private boolean isOurs(List<String> state) {
        return MessageDigest.isEqual(
                expected.getValue().getBytes(StandardCharsets.UTF_8),
                state.get(0).getBytes(StandardCharsets.UTF_8));
    }
}
