package com.hubify.identity.server.audit;

import com.hubify.identity.protocol.HiddenSecrets;
import com.hubify.identity.server.audit.trail.AuditEntry;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Details of a refused request: sender, method, path and parameters. Parameters and paths may contain secrets. So only a
 * few parameters that can't hold one are recorded with their values, a few more by name, and the others by number. All of it
 * is untrusted input; {@link AuditEntry} limits and cleans it.
 *
 * @param sender address of the request's sender, as a trusted proxy says it
 * @param sent parameters with values, then names of those whose values may be secret, then the number of others
 */
record RefusedRequest(String sender, String method, String path, String sent) {

    /** In characters, so that one long value leaves room for the others. */
    private static final int LONGEST_VALUE = 100;

    private static final List<String> SHOWN = List.of(
            "client_id",
            "redirect_uri",
            "response_type",
            "response_mode",
            "scope",
            "resource",
            "audience",
            "subject_token_type",
            "requested_token_type",
            "prompt",
            "max_age",
            "grant_type",
            "code_challenge_method",
            "token_type_hint",
            "post_logout_redirect_uri",
            "error");

    private static final Set<String> NAMED = Set.of(
            "client_assertion",
            "client_assertion_type",
            "client_secret",
            "claims",
            "code",
            "code_challenge",
            "code_verifier",
            "device_code",
            "id_token_hint",
            "login_hint",
            "nonce",
            "refresh_token",
            "request",
            "request_uri",
            "state",
            "actor_token",
            "subject_token",
            "token",
            "user_code");

    private static final Pattern PASSWORD = Pattern.compile("//[^/@]*@");
    private static final Pattern QUERY = Pattern.compile("[?#].*");

    /** The current request, as it was before an error dispatch; empty outside of a request. */
    static Map<String, String> details() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? of(attributes.getRequest()).asMap()
                : Map.of();
    }

    static RefusedRequest of(HttpServletRequest request) {
        Object method = request.getAttribute(RequestDispatcher.ERROR_METHOD);
        Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return new RefusedRequest(
                Objects.toString(request.getRemoteAddr(), "?"),
                Objects.toString(method, request.getMethod()),
                HiddenSecrets.in(Objects.toString(path, request.getRequestURI())),
                sent(request));
    }

    Map<String, String> asMap() {
        Map<String, String> map = new LinkedHashMap<>();
        map.put("address", sender);
        map.put("request", method + " " + path);
        map.put("sent", sent);
        return map;
    }

    private static String sent(HttpServletRequest request) {
        Map<String, String[]> parameters = parameters(request);
        String shown = SHOWN.stream()
                .filter(parameters::containsKey)
                .map(name -> name + "=" + value(name, Objects.requireNonNull(parameters.get(name))))
                .collect(Collectors.joining(" "));
        String named = parameters.keySet().stream()
                .filter(NAMED::contains)
                .sorted()
                .map(name -> name + "=…")
                .collect(Collectors.joining(" "));
        long others = parameters.keySet().stream()
                .filter(name -> !SHOWN.contains(name) && !NAMED.contains(name))
                .count();
        return (shown + " " + named + (others == 0 ? "" : " and " + others + " others")).strip();
    }

    private static Map<String, String[]> parameters(HttpServletRequest request) {
        try {
            return request.getParameterMap();
        } catch (IllegalStateException e) {
            return Map.of(); // unreadable parameters, which may be the reason of the refusal
        }
    }

    private static String value(String name, String... values) {
        String all = Arrays.stream(values).limit(3).collect(Collectors.joining(","));
        if (name.endsWith("_uri")) {
            all = QUERY.matcher(PASSWORD.matcher(all).replaceAll("//…@")).replaceAll("?…");
        }
        String value = HiddenSecrets.in(all);
        return value.substring(0, Math.min(value.length(), LONGEST_VALUE));
    }
}
