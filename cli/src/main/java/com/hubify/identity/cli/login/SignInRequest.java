package com.hubify.identity.cli.login;

import com.hubify.identity.cli.server.IdentityServer;
import com.hubify.identity.protocol.RandomText;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.net.URI;
import java.security.SecureRandom;

/**
 * The three secrets that tie one sign-in together: the state to this process, the verifier to the code, the nonce to the ID
 * token. Used once.
 */
record SignInRequest(State state, Nonce nonce, CodeVerifier verifier) {

    static SignInRequest create(SecureRandom random) {
        return new SignInRequest(new State(word(random)), new Nonce(word(random)), new CodeVerifier(word(random)));
    }

    URI address(URI authorizationEndpoint, URI redirect, Scope scope) {
        return new AuthenticationRequest.Builder(ResponseType.CODE, scope, IdentityServer.CLIENT, redirect)
                .endpointURI(authorizationEndpoint)
                .state(state)
                .nonce(nonce)
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    private static String word(SecureRandom random) {
        return RandomText.ofBytes(32, random);
    }

    @Override
    public String toString() {
        return "SignInRequest[(hidden)]";
    }
}
