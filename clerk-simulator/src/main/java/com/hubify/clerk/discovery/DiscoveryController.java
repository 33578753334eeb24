package com.hubify.clerk.discovery;

import com.hubify.clerk.instance.InstanceProperties;
import com.hubify.clerk.instance.Issuer;
import com.hubify.clerk.instance.Switches;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The two metadata documents. Neither names an end-session endpoint unless a switch says so: Clerk documents none. */
@RestController
class DiscoveryController {

    private static final List<String> SCOPES = List.of(
            "openid", "profile", "email", "public_metadata", "private_metadata", "offline_access", "user:org:read");
    private static final List<String> CLAIMS = List.of("sub", "iss", "aud", "exp", "iat", "email", "name", "org_id");

    private final Issuer issuer;
    private final Switches switches;

    DiscoveryController(Issuer issuer, InstanceProperties instance) {
        this.issuer = issuer;
        this.switches = instance.switches();
    }

    @GetMapping(path = "/.well-known/openid-configuration", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> openidConfiguration() {
        Map<String, Object> document = shared();
        document.put("introspection_endpoint", issuer.at("/oauth/token_info"));
        document.put("userinfo_endpoint", issuer.at("/oauth/userinfo"));
        document.put("response_modes_supported", List.of("query", "form_post"));
        document.put("backchannel_logout_supported", switches.logoutFlags());
        document.put("frontchannel_logout_supported", switches.logoutFlags());
        if (switches.endSessionEndpoint()) {
            document.put("end_session_endpoint", issuer.at("/sign-out"));
        }
        return document;
    }

    @GetMapping(path = "/.well-known/oauth-authorization-server", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> authorizationServerMetadata() {
        Map<String, Object> document = shared();
        document.put("service_documentation", "https://clerk.com/docs");
        document.put("ui_locales_supported", List.of("en"));
        document.put("op_tos_uri", "https://clerk.com/legal/standard-terms");
        return document;
    }

    private Map<String, Object> shared() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("issuer", issuer.value());
        document.put("authorization_endpoint", issuer.at("/oauth/authorize"));
        document.put("token_endpoint", issuer.at("/oauth/token"));
        document.put("revocation_endpoint", issuer.at("/oauth/token/revoke"));
        document.put("jwks_uri", issuer.at("/.well-known/jwks.json"));
        document.put("scopes_supported", SCOPES);
        document.put("response_types_supported", List.of("code"));
        document.put("grant_types_supported", List.of("authorization_code", "refresh_token"));
        document.put("subject_types_supported", List.of("public"));
        document.put("id_token_signing_alg_values_supported", List.of("RS256"));
        document.put("token_endpoint_auth_methods_supported", authenticationMethods());
        document.put("claims_supported", CLAIMS);
        document.put("code_challenge_methods_supported", List.of("S256"));
        if (switches.callbackIss()) {
            document.put("authorization_response_iss_parameter_supported", true);
        }
        return document;
    }

    private List<String> authenticationMethods() {
        Stream<String> post = switches.clientSecretPostInDiscovery() ? Stream.of("client_secret_post") : Stream.empty();
        return Stream.concat(Stream.of("client_secret_basic", "none"), post).toList();
    }
}
