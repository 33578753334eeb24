package com.hubify.identity.cli.server;

import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Failure;
import com.hubify.identity.cli.terminal.Json;
import com.hubify.identity.cli.terminal.SafeText;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * An identity server's metadata. Every URL that a credential is sent to is taken from here, also those of the JSON API, so
 * that no credential is sent to a server with another issuer.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8414#section-2">RFC 8414, section 2</a>
 */
public final class Metadata {

    private static final String KEYS = "jwks_uri";

    private final Issuer issuer;
    private final ObjectNode document;

    private Metadata(Issuer issuer, ObjectNode document) {
        this.issuer = issuer;
        this.document = document;
    }

    /**
     * Validates the document: its issuer, and that its URLs are https.
     *
     * @throws Failure if it names another one: a server that can pass for several could collect codes meant for others
     * @see <a href="https://www.rfc-editor.org/rfc/rfc8414#section-3.3">RFC 8414, section 3.3</a>
     */
    static Metadata of(Issuer issuer, ObjectNode document) {
        String named = Json.text(document, "issuer").orElse("");
        if (!named.equals(issuer.value())) {
            throw new Failure(
                    ExitCode.REFUSED,
                    "The server at " + issuer + " names as its issuer '" + SafeText.line(named) + "'.",
                    "Set HUBIFY_ISSUER to exactly that issuer, if it is the server you mean.");
        }
        document.propertyStream()
                .filter(member ->
                        member.getKey().endsWith("_endpoint") || member.getKey().equals(KEYS))
                .filter(member -> !member.getValue().isNull())
                .forEach(member -> insistOnSafety(
                        issuer, member.getKey(), member.getValue().asString("")));
        return new Metadata(issuer, document);
    }

    /** An address of the JSON API, which stands at the issuer itself. */
    public URI api(String path) {
        return issuer.at(path);
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
        return endpoint(KEYS);
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
                .map(URI::create)
                .orElseThrow(() -> new Failure(
                        ExitCode.UNEXPECTED,
                        "The server at " + issuer + "'s metadata has no " + name + ".",
                        "Check HUBIFY_ISSUER: is this really an identity server?"));
    }

    private static void insistOnSafety(Issuer issuer, String name, String address) {
        if (!isSafe(issuer, address)) {
            throw new Failure(
                    ExitCode.REFUSED,
                    "The server at " + issuer + " gives '" + SafeText.line(address) + "' as its " + name
                            + ", which is not an https address.",
                    "Nothing was sent there. Check HUBIFY_ISSUER, or tell the operator of that server.");
        }
    }

    private static boolean isSafe(Issuer issuer, String address) {
        try {
            return issuer.mayLeadTo(new URI(address));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
