package com.hubify.identity.benchmarks.revocation;

import com.hubify.identity.benchmarks.revocation.Credential.Way;
import com.hubify.identity.protocol.ApiKeyToken;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/** Gets credentials from the identity server and has them revoked there. */
final class Issuer {

    private static final String MACHINE = Http.basic("demo-machine", "demo-machine-secret");
    private static final String OPERATOR = Http.basic("demo-operator", "demo-operator-secret");
    private static final String SERVICE = Http.basic("demo-resource", "demo-resource-secret");

    private final String address;
    private final List<String> minting;
    private final AtomicInteger turn = new AtomicInteger();
    private final Person person;
    private String operatorToken;

    Issuer(String address) {
        this(address, List.of(address));
    }

    /** @param minting where tokens are had from, in turn */
    Issuer(String address, List<String> minting) {
        this.address = address;
        this.minting = minting;
        this.person = Person.signIn(address);
        this.operatorToken = token(OPERATOR, "revocations:write");
    }

    /** A new credential of the kind that is revoked in that way. */
    Credential mint(Way way) {
        if (way == Way.HOLDER) {
            String key = person.apiKey();
            return new Credential(key, ApiKeyToken.parse(key).orElseThrow().id(), way);
        }
        String token = token(minting.get(turn.getAndIncrement() % minting.size()), MACHINE, "labs:read");
        return new Credential(token, claim(token, "jti"), way);
    }

    /** Revokes. Throws if the answer is not that it was done. */
    void revoke(Credential credential) {
        Http.Answer answer = switch (credential.way()) {
            case CLIENT -> Http.postForm(address + "/oauth2/revoke", MACHINE, Map.of("token", credential.value()));
            case OPERATOR ->
                Http.postJson(
                        address + "/v1/revocations",
                        "Bearer " + operatorToken,
                        Map.of("kind", "token", "id", credential.id()));
            case HOLDER -> Http.postJson(address + "/v1/api-keys/revoke", "", Map.of("key", credential.value()));
        };
        if (!answer.isDone()) {
            throw new IllegalStateException("Not revoked: " + answer);
        }
    }

    /** Gets new tokens for itself, well before the old ones expire. */
    void renew() {
        person.refresh();
        operatorToken = token(OPERATOR, "revocations:write");
    }

    /** A token with which the feed may be read. */
    String feedToken() {
        return token(SERVICE, "revocations:read");
    }

    String feedAddress() {
        return address + "/v1/revocations";
    }

    private String token(String client, String scope) {
        return token(address, client, scope);
    }

    private static String token(String address, String client, String scope) {
        return Http.postForm(
                        address + "/oauth2/token", client, Map.of("grant_type", "client_credentials", "scope", scope))
                .text("access_token");
    }

    private static String claim(String token, String name) {
        byte[] payload = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
        return JsonMapper.shared()
                .readTree(new String(payload, StandardCharsets.UTF_8))
                .path(name)
                .asString();
    }
}
