package com.hubify.identity.server.metadata;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.protocol.ScopeCatalogue;
import com.hubify.identity.protocol.TokenClaims;
import com.hubify.identity.server.apikey.endpoint.ExistingScopes;
import com.hubify.identity.server.client.SupportedGrantTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.stereotype.Component;

/**
 * The content of both discovery documents. Spring's lists all that its code could do; these list what this server supports.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8414#section-2">RFC 8414, section 2</a>
 * @see <a href="https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderMetadata">OpenID Connect Discovery,
 *     section 3</a>
 */
@Component
class ServerMetadata implements Customizer<OAuth2AuthorizationServerConfigurer> {

    private static final List<String> SECRETS = List.of(
            ClientAuthenticationMethod.CLIENT_SECRET_BASIC.getValue(),
            ClientAuthenticationMethod.CLIENT_SECRET_POST.getValue());

    private static final List<String> SECRETS_OR_NONE = List.of(
            ClientAuthenticationMethod.CLIENT_SECRET_BASIC.getValue(),
            ClientAuthenticationMethod.CLIENT_SECRET_POST.getValue(),
            ClientAuthenticationMethod.NONE.getValue());

    private final ExistingScopes existingScopes;

    ServerMetadata(ExistingScopes existingScopes) {
        this.existingScopes = existingScopes;
    }

    @Override
    public void customize(OAuth2AuthorizationServerConfigurer server) {
        server.authorizationServerMetadataEndpoint(endpoint ->
                        endpoint.authorizationServerMetadataCustomizer(metadata -> metadata.claims(this::common)))
                .oidc(oidc -> oidc.providerConfigurationEndpoint(
                        endpoint -> endpoint.providerConfigurationCustomizer(metadata -> metadata.claims(claims -> {
                            common(claims);
                            openid(claims);
                        }))));
    }

    private void common(Map<String, Object> claims) {
        claims.put("scopes_supported", scopes());
        claims.put("grant_types_supported", SupportedGrantTypes.NAMES);
        claims.put("response_modes_supported", List.of("query", "form_post"));
        claims.put("token_endpoint_auth_methods_supported", SECRETS_OR_NONE);
        claims.put("revocation_endpoint_auth_methods_supported", SECRETS_OR_NONE);
        claims.put("introspection_endpoint_auth_methods_supported", SECRETS);
        claims.put("code_challenge_methods_supported", List.of("S256"));
        claims.put("authorization_response_iss_parameter_supported", true);
        claims.put("acr_values_supported", List.of(TokenClaims.PROVED));
        claims.put("revocations_endpoint", claims.get("issuer") + "/v1/revocations");
        claims.remove("tls_client_certificate_bound_access_tokens");
        claims.remove("dpop_signing_alg_values_supported");
    }

    private static void openid(Map<String, Object> claims) {
        claims.put("id_token_signing_alg_values_supported", List.of("RS256", "ES256", "EdDSA"));
        claims.put("prompt_values_supported", List.of("none", "login", "consent", "select_account"));
        claims.put("claim_types_supported", List.of("normal"));
        claims.put(
                "claims_supported",
                List.of(
                        "iss",
                        "sub",
                        "aud",
                        "exp",
                        "iat",
                        "auth_time",
                        "acr",
                        "nonce",
                        "azp",
                        "at_hash",
                        "sid",
                        "name",
                        "given_name",
                        "family_name",
                        "preferred_username",
                        "picture",
                        "email",
                        "email_verified",
                        "plan",
                        "org_id",
                        "org_role"));
        claims.put("claims_parameter_supported", true);
        claims.put("request_parameter_supported", false);
        claims.put("request_uri_parameter_supported", false);
    }

    private List<String> scopes() {
        List<String> scopes = new ArrayList<>(List.of("openid", "profile", "email", "offline_access"));
        ScopeCatalogue.PUBLISHED.stream().map(Scope::value).forEach(scopes::add);
        existingScopes.more().stream().map(Scope::value).forEach(scopes::add);
        scopes.addAll(List.of("api-keys:read", "api-keys:write"));
        return scopes;
    }
}
