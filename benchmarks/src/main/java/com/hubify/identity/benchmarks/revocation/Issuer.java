package com.hubify.identity.benchmarks.revocation;

import com.hubify.identity.benchmarks.HttpConnection;
import com.hubify.identity.benchmarks.Person;
import com.hubify.identity.benchmarks.Requests;
import com.hubify.identity.benchmarks.revocation.Credential.Way;
import com.hubify.identity.protocol.ApiKeyToken;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/** Gets credentials from the identity server and has them revoked there. */
final class Issuer {

    private static final String MACHINE = Requests.basic(Requests.CLIENT, Requests.SECRET);
    private static final String OPERATOR = Requests.basic("demo-operator", "demo-operator-secret");
    private static final String SERVICE = Requests.basic("demo-resource", "demo-resource-secret");

    private final URI address;
    private final List<URI> minting;
    private final AtomicInteger turn = new AtomicInteger();
    private final Person person;
    private String personToken;
    private String operatorToken;

    Issuer(String address) {
        this(address, List.of(address));
    }

    /** @param minting where tokens are had from, in turn */
    Issuer(String address, List<String> minting) {
        this.address = URI.create(address);
        this.minting = minting.stream().map(URI::create).toList();
        this.person = Person.ofSimulator(this.address);
        this.personToken = personToken();
        this.operatorToken = operatorToken();
    }

    /** A new credential of the kind that is revoked in that way. */
    Credential mint(Way way) {
        if (way == Way.HOLDER) {
            String key = person.apiKey(personToken);
            return new Credential(key, ApiKeyToken.parse(key).orElseThrow().id(), way);
        }
        String token = token(minting.get(turn.getAndIncrement() % minting.size()), MACHINE, "labs:read");
        return new Credential(token, claim(token, "jti"), way);
    }

    /** Revokes. Throws if the answer is not that it was done. */
    void revoke(Credential credential) {
        HttpConnection.ask(
                address,
                switch (credential.way()) {
                    case CLIENT ->
                        Requests.post(address.resolve("/oauth2/revoke"), MACHINE, Map.of("token", credential.value()));
                    case OPERATOR ->
                        Requests.postJson(
                                feedAddress(),
                                "{\"kind\":\"token\",\"id\":\"" + credential.id() + "\"}",
                                "Authorization: Bearer " + operatorToken);
                    case HOLDER ->
                        Requests.postJson(
                                address.resolve("/v1/api-keys/revoke"), "{\"key\":\"" + credential.value() + "\"}");
                });
    }

    /** Gets new tokens for itself, well before the old ones expire. */
    void renew() {
        personToken = personToken();
        operatorToken = operatorToken();
    }

    /** A token with which the feed may be read. */
    String feedToken() {
        return token(address, SERVICE, "revocations:read");
    }

    /** Where revocations are read and made. */
    URI feedAddress() {
        return address.resolve("/v1/revocations");
    }

    private String personToken() {
        return person.grant().path("access_token").asString();
    }

    private String operatorToken() {
        return token(address, OPERATOR, "revocations:write");
    }

    private static String token(URI address, String client, String scope) {
        return HttpConnection.ask(address, Requests.token(address.resolve("/oauth2/token"), client, scope))
                .path("access_token")
                .asString();
    }

    private static String claim(String token, String name) {
        byte[] payload = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
        return JsonMapper.shared()
                .readTree(new String(payload, StandardCharsets.UTF_8))
                .path(name)
                .asString();
    }
}
