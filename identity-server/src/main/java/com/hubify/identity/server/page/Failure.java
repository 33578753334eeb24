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
 * What went wrong with a request, as the servlet container hands it to the error page.
 *
 * @param status HTTP status, 400 to 599
 * @param protocol the OAuth 2 error, if it is one
 * @param atProtocol whether it happened at an endpoint of the protocol, where programs read errors as RFC 6749 has them
 * @param exception what was thrown, if anything was; for the log only
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
        // A browser that opens /error by itself comes from no failure, so there is nothing here.
        int known = status == null || status < 400 || status > 599 ? 404 : status;
        String path = Objects.toString(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI), "");
        return new Failure(
                known, ProtocolFailure.of(request), PROTOCOL.matcher(path).matches(), exception);
    }

    /** The error code for a program; empty where the protocol has none to say. */
    Optional<String> code() {
        return protocol.map(ProtocolFailure::code)
                .or(() -> atProtocol ? Optional.of(ProtocolFailure.code(status)) : Optional.empty());
    }

    /** Keys of a text, from the most fitting to one that always exists. */
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

    /** Whether somebody may want to ask us about it. A mistyped address explains itself. */
    boolean isWorthAReference() {
        return protocol.isPresent() || status != 404 && status != 405;
    }
}
