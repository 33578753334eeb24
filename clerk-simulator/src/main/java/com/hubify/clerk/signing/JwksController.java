package com.hubify.clerk.signing;

import com.hubify.clerk.instance.InstanceProperties;
import com.hubify.clerk.problem.ClerkProblem;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The public key in its three forms (open, behind the Backend API's secret key, PEM), and its rotation. */
@RestController
class JwksController {

    private static final String BEARER = "Bearer ";

    private final InstanceKeys keys;
    private final InstanceProperties instance;

    JwksController(InstanceKeys keys, InstanceProperties instance) {
        this.keys = keys;
        this.instance = instance;
    }

    @GetMapping(path = "/.well-known/jwks.json", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> jwks() {
        return keys.published().toJSONObject();
    }

    @GetMapping(path = "/v1/jwks", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> backendJwks(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization) {
        if (authorization == null || !authorization.startsWith(BEARER)) {
            throw ClerkProblem.authorizationHeaderFormatInvalid();
        }
        if (!instance.secretKey().matches(authorization.substring(BEARER.length()))) {
            throw ClerkProblem.secretKeyInvalid();
        }
        return keys.published().toJSONObject();
    }

    /** The current key as Clerk's dashboard shows it ("JWKS public key", {@code CLERK_JWT_KEY}). */
    @GetMapping(path = "/simulator/jwt-key.pem", produces = MediaType.TEXT_PLAIN_VALUE)
    String pem() throws JOSEException {
        byte[] der = keys.current().toRSAPublicKey().getEncoded();
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n";
    }

    /** Replaces the signing key: under the same key id (the likelier reading) or, with {@code kid=new}, another. */
    @PostMapping(path = "/simulator/key-rotations", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> rotate(@RequestParam(defaultValue = "same") String kid) {
        RSAKey key = keys.rotate(!kid.equals("new"));
        return Map.of("kid", key.getKeyID());
    }
}
