package com.hubify.identity.server.client.endpoint;

import com.hubify.identity.server.api.ApiError;
import com.hubify.identity.server.api.ApiRefusal;
import com.hubify.identity.server.client.ClientProblem;
import com.hubify.identity.server.client.registry.ClientRefused;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Turns the reasons why clients weren't changed into error responses, in the members' names. */
final class ClientRefusals {

    /** Names of the configuration, the longer ones first, and what they are here. */
    private static final Map<String, String> MEMBERS = new LinkedHashMap<>();

    static {
        MEMBERS.put("post-logout-redirect-uris", "post_logout_redirect_uris");
        MEMBERS.put("redirect-uris", "redirect_uris");
        MEMBERS.put("grant-types", "grant_types");
        MEMBERS.put("the setting scopes", "scope");
        MEMBERS.put("default-scopes", "default_scope");
        MEMBERS.put("require-pkce", "require_pkce");
        MEMBERS.put("id-token-algorithm", "id_token_signed_response_alg");
        MEMBERS.put("id-token-claims", "id_token_claims");
        MEMBERS.put("access-token-time-to-live", "access_token_ttl");
        MEMBERS.put("refresh-token-time-to-live", "refresh_token_ttl");
        MEMBERS.put("logo-uri", "logo_uri");
        MEMBERS.put("policy-uri", "policy_uri");
        MEMBERS.put("client-uri", "client_uri");
    }

    private static final Map<String, String> SHORT =
            Map.of("name", "client_name", "public", "token_endpoint_auth_method", "scopes", "scope");

    private ClientRefusals() {}

    static ApiRefusal of(ClientRefused refused) {
        return new ApiRefusal(error(refused));
    }

    static ApiError error(ClientRefused refused) {
        return switch (refused.reason()) {
            case INVALID -> ApiError.badRequest(sentence(refused.problems()));
            case EXISTS -> conflict("A client of this client_id is registered already.");
            case UNKNOWN -> ApiError.of(404, "not_found", "There is no client of this id.");
            case CONFIGURED ->
                conflict("This client is one of the server's configuration (hubify.identity.clients). Change it"
                        + " there.");
            case CHANGED ->
                ApiError.of(
                        412,
                        "precondition_failed",
                        "The client was changed meanwhile. Read it again, and send its version in If-Match.");
            case WITHOUT_SECRET -> conflict("This client is public: it has no secret.");
        };
    }

    private static ApiError conflict(String message) {
        return ApiError.of(409, "conflict", message);
    }

    private static String sentence(List<ClientProblem> problems) {
        return problems.stream()
                .map(problem -> member(problem.property()) + " " + translated(problem.reason()) + ".")
                .distinct()
                .collect(Collectors.joining(" "));
    }

    private static String member(String property) {
        return SHORT.getOrDefault(property, translated(property));
    }

    private static String translated(String text) {
        String translated = text;
        for (Map.Entry<String, String> name : MEMBERS.entrySet()) {
            translated = translated.replace(name.getKey(), name.getValue());
        }
        return translated;
    }
}
