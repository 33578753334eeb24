package com.hubify.identity.server.page;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A failed request, from the servlet container's error attributes.
 *
 * @param status HTTP status, 400 to 599
 * @param protocol the OAuth 2 error, if it is one
 * @param atProtocol whether it happened at a protocol endpoint, whose errors have the form of RFC 6749
 * @param exception the exception, if any; for the log only
 */
record Failure(
        int status,
        Optional<ProtocolFailure> protocol,
        boolean atProtocol,
        @Nullable Throwable exception) {

    /** The paths of OAuth 2 and OpenID Connect; all others answer programs in the API's envelope. */
    private static final Pattern PROTOCOL = Pattern.compile("/(oauth2/|connect/|\\.well-known/|userinfo$).*");

    static Failure of(HttpServletRequest request) {
        Throwable exception = (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        Integer status = (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        // If /error is requested directly, there was no failure: 404.
        int known = status == null || status < 400 || status > 599 ? 404 : status;
        String path = Objects.toString(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI), "");
        return new Failure(
                known, ProtocolFailure.of(request), PROTOCOL.matcher(path).matches(), exception);
    }

    /** The error code for programs; empty outside of the protocol's paths. */
    Optional<String> code() {
        return protocol.map(ProtocolFailure::code)
                .or(() -> atProtocol ? Optional.of(ProtocolFailure.code(status)) : Optional.empty());
    }

    /** Message keys, from the most specific to one that always exists. */
    String[] textKeys(String part) {
        List<String> keys = new ArrayList<>();
        protocol.ifPresent(failure -> {
            String code = "error.oauth." + failure.code() + ".";
            if (failure.fault() == ParameterFault.MISSING) {
                keys.add(code + failure.parameter() + ".missing." + part);
            } else if (failure.fault() == ParameterFault.REPEATED) {
                keys.add(code + "repeated." + part);
            }
            keys.add(code + failure.parameter() + "." + part);
            keys.add(code + part);
        });
        keys.add("error.status." + status + "." + part);
        keys.add("error.status." + status / 100 + "xx." + part);
        return keys.toArray(String[]::new);
    }

    /** Whether the page shows a reference. 404 and 405 need none. */
    boolean isWorthAReference() {
        return protocol.isPresent() || status != 404 && status != 405;
    }
}
