package com.hubify.clerk;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

/** An application walking through the authorization code flow. Walks only; tests assert. */
public final class CodeFlow {

    public static final String CALLBACK = "http://localhost:9000/login/oauth2/code/clerk";
    public static final String CLIENT_ID = "hUbIfYiDeNtItY01";
    public static final String SECRET = "local0only0clerk0client0secret00";
    public static final String VERIFIER = "a-verifier-that-is-long-enough-for-rfc-7636-0";

    private static final ParameterizedTypeReference<Map<String, Object>> JSON = new ParameterizedTypeReference<>() {};

    private final String base;
    private final RestTestClient http;
    private final Map<String, String> parameters = new LinkedHashMap<>();

    private CodeFlow(int port) {
        base = "http://127.0.0.1:" + port;
        http = RestTestClient.bindToServer().baseUrl(base).build();
        with("response_type", "code")
                .with("client_id", CLIENT_ID)
                .with("redirect_uri", CALLBACK)
                .with("scope", "openid profile email offline_access")
                .with("state", "state-0123456789")
                .with("nonce", "nonce-0123456789")
                .with("code_challenge", challenge(VERIFIER))
                .with("code_challenge_method", "S256");
    }

    public static CodeFlow at(int port) {
        return new CodeFlow(port);
    }

    public CodeFlow with(String name, String value) {
        parameters.put(name, value);
        return this;
    }

    public CodeFlow without(String... names) {
        for (String name : names) {
            parameters.remove(name);
        }
        return this;
    }

    public URI authorization() {
        return at("/oauth/authorize");
    }

    /** The request's parameters at another path. */
    public URI at(String path) {
        UriComponentsBuilder builder = UriComponentsBuilder.fromUriString(base + path);
        parameters.keySet().forEach(name -> builder.queryParam(name, "{" + name + "}"));
        return builder.encode().buildAndExpand(parameters).toUri();
    }

    public URI page(String path) {
        return URI.create(base + path);
    }

    public BrowserDriver browser() {
        return new BrowserDriver(authorization());
    }

    /** A browser that signed in as a sample user and is about to be sent back to the application. */
    public BrowserDriver signedIn() {
        BrowserDriver browser = browser();
        browser.signIn("member@example.com", "hubify");
        return browser;
    }

    public String code() {
        return Parameters.in(signedIn().leavesFor(), "code");
    }

    /** Tokens of a person whose password is that of the sample people. */
    public Map<String, Object> tokens(String identifier) {
        BrowserDriver browser = browser();
        browser.signIn(identifier, "hubify");
        return json(exchange(Parameters.in(browser.leavesFor(), "code"))
                .expectStatus()
                .isOk());
    }

    public RestTestClient.ResponseSpec exchange(String code) {
        return exchange(code, VERIFIER, CALLBACK);
    }

    public RestTestClient.ResponseSpec exchange(String code, String verifier, String redirectUri) {
        return post(
                "/oauth/token",
                Map.of(
                        "grant_type", "authorization_code",
                        "code", code,
                        "redirect_uri", redirectUri,
                        "code_verifier", verifier));
    }

    public Map<String, Object> tokens() {
        return json(exchange(code()).expectStatus().isOk());
    }

    public RestTestClient.ResponseSpec refresh(Object token) {
        return post("/oauth/token", Map.of("grant_type", "refresh_token", "refresh_token", token.toString()));
    }

    public RestTestClient.ResponseSpec userinfo(Object accessToken) {
        return http.get()
                .uri("/oauth/userinfo")
                .headers(headers -> headers.setBearerAuth(accessToken.toString()))
                .exchange();
    }

    public RestTestClient.ResponseSpec get(URI address) {
        return http.get().uri(address).exchange();
    }

    /** Posts as the default application, by HTTP Basic. */
    public RestTestClient.ResponseSpec post(String path, Map<String, String> form) {
        return post(path, CLIENT_ID, SECRET, form);
    }

    /** Posts with HTTP Basic, or without where there is no client id. */
    public RestTestClient.ResponseSpec post(
            String path, @Nullable String clientId, String secret, Map<String, String> form) {
        MultiValueMap<String, String> body = new LinkedMultiValueMap<>();
        form.forEach(body::add);
        return http.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .headers(headers -> {
                    if (clientId != null) {
                        headers.setBasicAuth(clientId, secret);
                    }
                })
                .body(body)
                .exchange();
    }

    /** A call of the Backend API. */
    public RestTestClient.ResponseSpec backend(String path, Map<String, String> json) {
        return http.post()
                .uri(path)
                .headers(headers -> headers.setBearerAuth("sk_test_hubify_simulator"))
                .contentType(MediaType.APPLICATION_JSON)
                .body(json)
                .exchange();
    }

    /** A form post without client authentication, with these headers. */
    public RestTestClient.ResponseSpec plainPost(
            String path, Map<String, String> form, Map<String, String> headers, Object... variables) {
        MultiValueMap<String, String> body = new LinkedMultiValueMap<>();
        form.forEach(body::add);
        return http.post()
                .uri(path, variables)
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .headers(all -> headers.forEach(all::set))
                .body(body)
                .exchange();
    }

    public static Map<String, Object> json(RestTestClient.ResponseSpec response) {
        return Objects.requireNonNull(response.expectBody(JSON).returnResult().getResponseBody());
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
