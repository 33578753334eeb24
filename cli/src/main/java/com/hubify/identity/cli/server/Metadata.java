package com.hubify.identity.cli.server;

import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Failure;
import com.hubify.identity.cli.terminal.Json;
import com.hubify.identity.cli.terminal.SafeText;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an identity server says about itself.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8414#section-2">RFC 8414, section 2</a>
 */
public final class Metadata {

    private final Issuer issuer;
    private final ObjectNode document;

    private Metadata(Issuer issuer, ObjectNode document) {
        this.issuer = issuer;
        this.document = document;
    }

    /**
     * Takes the document if it speaks of this issuer.
     *
     * @throws Failure if it names another one: a server that can pass for several could collect codes meant for others
     */
    static Metadata of(Issuer issuer, ObjectNode document) {
        String named = Json.text(document, "issuer").orElse("");
        if (!named.equals(issuer.value())) {
            throw new Failure(
                    ExitCode.REFUSED,
                    "The server at " + issuer + " calls itself '" + SafeText.line(named) + "'.",
                    "Set HUBIFY_ISSUER to exactly the name the server uses, if that is the server you mean.");
        }
        return new Metadata(issuer, document);
    }

    public URI authorizationEndpoint() {
        return endpoint("authorization_endpoint");
    }

    public URI tokenEndpoint() {
        return endpoint("token_endpoint");
    }

    public URI deviceAuthorizationEndpoint() {
        return endpoint("device_authorization_endpoint");
    }

    public URI revocationEndpoint() {
        return endpoint("revocation_endpoint");
    }

    public URI userinfoEndpoint() {
        return endpoint("userinfo_endpoint");
    }

    public URI keys() {
        return endpoint("jwks_uri");
    }

    /** The scopes that the server says it knows; none if it doesn't say. */
    public List<String> scopes() {
        List<String> scopes = new ArrayList<>();
        document.path("scopes_supported").forEach(scope -> scopes.add(scope.asString("")));
        return scopes;
    }

    /** Whether authorization responses always name the issuer (RFC 9207, section 3). */
    public boolean namesIssuerInResponses() {
        return document.path("authorization_response_iss_parameter_supported").asBoolean(false);
    }

    private URI endpoint(String name) {
        return Json.text(document, name)
                .flatMap(Metadata::safe)
                .orElseThrow(() -> new Failure(
                        ExitCode.UNEXPECTED,
                        "The server at " + issuer + " offers no usable " + name + ".",
                        "Ask whoever runs it; an endpoint must be an https address."));
    }

    private static Optional<URI> safe(String address) {
        try {
            URI uri = new URI(address);
            return Issuer.isSafe(uri) ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
