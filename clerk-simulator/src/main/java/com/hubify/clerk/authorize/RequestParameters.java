package com.hubify.clerk.authorize;

import com.hubify.clerk.problem.OAuthError;
import com.hubify.clerk.problem.OAuthProblem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.util.UriComponentsBuilder;

/** The parameters of an authorization request, each at most once. Empty values count as absent (RFC 6749, section 3.1). */
record RequestParameters(Map<String, String> values) {

    /** Room for every parameter there is; the request is carried on in addresses, which have limits of their own. */
    private static final int LONGEST = 6_000;

    static RequestParameters of(HttpServletRequest request) {
        Map<String, String> values = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, given) -> {
            if (given.length > 1) {
                throw new OAuthProblem(OAuthError.INVALID_REQUEST);
            }
            if (!given[0].isEmpty()) {
                values.put(name, given[0]);
            }
        });
        RequestParameters parameters = new RequestParameters(Map.copyOf(values));
        if (parameters.query().length() > LONGEST) {
            throw new OAuthProblem(OAuthError.INVALID_REQUEST, "The request is too long.");
        }
        return parameters;
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The parameters without those that only consent adds. */
    RequestParameters withoutConsent() {
        Map<String, String> rest = new LinkedHashMap<>(values);
        rest.remove("consented");
        rest.remove("organization_id");
        return new RequestParameters(Map.copyOf(rest));
    }

    /** As a query string, in one order whatever the order of arrival. */
    String query() {
        UriComponentsBuilder builder = UriComponentsBuilder.newInstance();
        Map<String, Object> variables = new LinkedHashMap<>();
        values.keySet().stream().sorted().forEach(name -> {
            String variable = "v" + variables.size();
            String key = "k" + variables.size();
            builder.queryParam("{" + key + "}", "{" + variable + "}");
            variables.put(variable, values.get(name));
            variables.put(key, name);
        });
        String uri = builder.encode().buildAndExpand(variables).toUriString();
        return uri.isEmpty() ? "" : uri.substring(1);
    }
}
