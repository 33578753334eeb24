package com.hubify.identity.server.flow;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** One walk through the code flow, by a person with a browser and a public client. */
final class CodeFlow {

    static final String SOLO = "solo@example.com";
    static final String MEMBER = "member@example.com";
    static final String SOLO_ID = "user_2hUbIfYsOlOsAmPlEuSeR000001";
    static final String MEMBER_ID = "user_2hUbIfYmEmBeRsAmPlEuSeR0002";
    static final String CLI_CALLBACK = "http://127.0.0.1:5555/callback";
    static final String PAGE = "http://localhost:8080/";

    static final String WEB_PAGE = "https://page.example/callback";

    private static final String VERIFIER = "a-verifier-of-at-least-forty-three-characters-0";

    private final String server;
    private final Browser browser;
    private final Program program;
    private final Map<String, String> request = new LinkedHashMap<>();

    private CodeFlow(String server, Browser browser, Program program) {
        this.server = server;
        this.browser = browser;
        this.program = program;
    }

    static CodeFlow of(String server, Browser browser, Program program, String client, String callback) {
        CodeFlow flow = new CodeFlow(server, browser, program);
        flow.with("response_type", "code")
                .with("client_id", client)
                .with("redirect_uri", callback)
                .with("state", "state-12345")
                .with("nonce", "nonce-12345")
                .with("code_challenge", challenge())
                .with("code_challenge_method", "S256");
        return flow;
    }

    CodeFlow asking(String scope) {
        return with("scope", scope);
    }

    CodeFlow with(String parameter, String value) {
        request.put(parameter, value);
        return this;
    }

    CodeFlow without(String parameter) {
        request.remove(parameter);
        return this;
    }

    String url() {
        return server + "/oauth2/authorize?" + new FormText(request);
    }

    Browser.Stop begin() {
        return browser.get(url());
    }

    /** Signs in and allows all that is asked for. */
    Browser.Stop allow(String person) {
        Browser.Stop stop = begin();
        if (stop.at().getPath().equals("/sign-in")) {
            stop = browser.signIn(stop, person);
        }
        return stop.at().getPath().equals("/oauth2/consent") ? browser.allowAll(stop) : stop;
    }

    Answer redeem(Browser.Stop returned) {
        return redeem(returned.parameter("code"));
    }

    Answer redeem(String code) {
        return program.post("/oauth2/token", redemption(code));
    }

    FormText redemption(String code) {
        return FormText.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                request.getOrDefault("redirect_uri", ""),
                "client_id",
                request.getOrDefault("client_id", ""),
                "code_verifier",
                VERIFIER);
    }

    private static String challenge() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
